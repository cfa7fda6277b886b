package dev.planstack.bootstrap.bench.ceiling;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Databases of the bench's own on a PostgreSQL server: created when they are asked for, dropped in the end. Nothing else there is
 * read or changed.
 */
public final class ScratchDatabases implements AutoCloseable {

    private static final String PREFIX =
            "planstack_bench_" + ProcessHandle.current().pid() + "_";

    private final PostgresServer server;
    private final Connection connection;
    private final Deque<String> created = new ArrayDeque<>();

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
        created.push(name);
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

    @Override
    public void close() {
        try (connection) {
            while (!created.isEmpty()) {
                execute("DROP DATABASE " + created.pop() + " WITH (FORCE)");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
