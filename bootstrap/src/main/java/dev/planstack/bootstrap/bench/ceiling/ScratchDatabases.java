package dev.planstack.bootstrap.bench.ceiling;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Databases of the bench's own on a PostgreSQL server: created when they are asked for, dropped in the end. Nothing else there is
 * read or changed.
 */
public final class ScratchDatabases implements AutoCloseable {

    private static final String PREFIX =
            "planstack_bench_" + ProcessHandle.current().pid() + "_";

    private final PostgresServer server;
    private final Connection connection;
    private final List<String> created = new ArrayList<>();

    public ScratchDatabases(PostgresServer server) {
        this.server = server;
        this.connection = server.connect(server.home());
    }

    /** Creates an empty database, and answers its name. */
    public String create(String purpose) {
        return create(purpose, "");
    }

    /** Creates a copy of one that no one is connected to, and answers its name. */
    public String copy(String original, String purpose) {
        return create(purpose, " TEMPLATE " + original);
    }

    private String create(String purpose, String template) {
        String name = PREFIX + purpose;
        execute("CREATE DATABASE " + name + template);
        created.add(name);
        return name;
    }

    /** Where one is, as {@code --database} takes it. */
    public String location(String name) {
        return server.location(name);
    }

    private void execute(String sql) {
        try {
            RawRows.execute(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Whoever was connected has left; what cleans up there by itself gives way. */
    @Override
    public void close() {
        try (connection) {
            List<String> kept = new ArrayList<>();
            for (String name : created) {
                try {
                    RawRows.execute(connection, "DROP DATABASE " + name);
                } catch (SQLException e) {
                    kept.add(name + ": " + e.getMessage());
                }
            }
            if (!kept.isEmpty()) {
                throw new IllegalStateException("databases that are to be dropped by hand: " + kept);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
