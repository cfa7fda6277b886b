package dev.planstack.persistence.shared;

import dev.planstack.application.shared.StorageRefusedException;
import dev.planstack.application.shared.Unavailable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database of PostgreSQL, which other processes may use at the same time. */
final class PostgresEngine implements Engine {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresEngine.class);

    private static final String MIGRATIONS = "db/postgresql";

    private static final int OLDEST_VERSION = 13;

    private static final String SERVER = "SELECT current_setting('server_version') AS version,"
            + " CAST(current_setting('server_version_num') AS INTEGER) / 10000 AS major,"
            + " current_setting('server_encoding') AS encoding,"
            + " current_setting('synchronous_commit') AS synchronous_commit,"
            + " current_setting('synchronous_standby_names') AS standby_names,"
            + " current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes,"
            + " (SELECT count(*) FROM pg_stat_replication WHERE sync_state IN ('sync', 'quorum')) AS standbys";

    private final PostgresAddress address;
    private final PostgresDataSource source;

    private PostgresEngine(PostgresAddress address) {
        this.address = address;
        this.source = PostgresDataSource.serving(address);
    }

    /** Looks at the server and brings the tables up to date. */
    static PostgresEngine open(PostgresAddress address) {
        prepare(address);
        return new PostgresEngine(address);
    }

    /** As {@link #open}, where nothing is to be served. */
    static void prepare(PostgresAddress address) {
        PostgresDataSource source = PostgresDataSource.patient(address);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet server = statement.executeQuery(SERVER)) {
            if (server.next()) {
                look(address, server);
            }
        } catch (SQLException e) {
            throw refusal(address, e);
        }
        Migrations.run(source, MIGRATIONS, List.of(), e -> PostgresFailures.refusal(address, e));
    }

    private static void look(PostgresAddress address, ResultSet server) throws SQLException {
        String version = server.getString("version");
        if (server.getInt("major") < OLDEST_VERSION) {
            throw new StorageRefusedException("PostgreSQL at " + address.hosts() + " is of version " + version
                    + ", and Planstack needs " + OLDEST_VERSION + " or newer. Upgrade it, or name another server.");
        }
        if (!server.getString("encoding").equals("UTF8")) {
            throw new StorageRefusedException("The database " + address + " keeps text as "
                    + server.getString("encoding") + ", which cannot hold every name. Create one that can: CREATE"
                    + " DATABASE \"" + address.name() + "\" ENCODING 'UTF8' TEMPLATE template0.");
        }
        LOG.info(
                "PostgreSQL {} at {}: synchronous_commit {}, synchronous_standby_names \"{}\", synchronous standbys"
                        + " attached: {}",
                version,
                address,
                server.getString("synchronous_commit"),
                server.getString("standby_names"),
                server.getLong("standbys"));
        for (String setting : List.of("fsync", "full_page_writes")) {
            if (server.getString(setting).equals("off")) {
                LOG.warn(
                        "PostgreSQL at {} has {} off: what is acknowledged may be lost in a crash of its machine."
                                + " Set it to on.",
                        address.hosts(),
                        setting);
            }
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    public KeptConnection writer() throws SQLException {
        return new PostgresKeptConnection(source.getConnection());
    }

    @Override
    public KeptConnection reader() throws SQLException {
        return new PostgresKeptConnection(source.getConnection());
    }

    @Override
    public Unavailable failure(Throwable failure) {
        return PostgresFailures.unavailable(failure);
    }

    @Override
    public Unavailable failureOfCommit(SQLException failure) {
        return PostgresFailures.ofCommit(failure);
    }

    @Override
    public boolean isLostConnection(SQLException failure) {
        return PostgresFailures.isLostConnection(failure);
    }

    @Override
    public StorageRefusedException refusal(Exception failure) {
        return refusal(address, failure);
    }

    static StorageRefusedException refusal(PostgresAddress address, Exception failure) {
        return PostgresFailures.refusal(address, failure)
                .orElseGet(() -> new StorageRefusedException(
                        "The database " + address + " cannot be used: " + failure.getMessage()
                                + ". Check the server and its log.",
                        Optional.of(failure)));
    }

    @Override
    public void close() {
        // the connections are closed by who opened them, and there is nothing else
    }
}
