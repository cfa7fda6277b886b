package dev.planstack.persistence.shared;

import dev.planstack.application.shared.StorageRefusedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens connections to PostgreSQL with the settings that durability and liveliness rest on. */
final class PostgresDataSource extends PGSimpleDataSource {

    private static final long serialVersionUID = 1;

    /** A commit that was answered is on the server's disk, whatever the server's own default. */
    private static final String DURABLE = "SELECT set_config('synchronous_commit',"
            + " CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on'"
            + " ELSE current_setting('synchronous_commit') END, false)";

    /** Whoever is paused while it holds accounts is cut off, and those who wait for it wait longer than that. */
    private static final String LIVELY = ", set_config('idle_in_transaction_session_timeout', '10s', false),"
            + " set_config('lock_timeout', '15s', false), set_config('statement_timeout', '30s', false)";

    private static final Map<String, String> ALWAYS = Map.of(
            "ApplicationName", "planstack",
            "connectTimeout", "10",
            "loginTimeout", "10",
            "tcpKeepAlive", "true",
            // statements are few and run often: each is prepared when it is first run
            "prepareThreshold", "1");

    /** Longer than any statement may take. */
    private static final Map<String, String> SERVING = Map.of("socketTimeout", "45");

    private final String settings;

    private PostgresDataSource(PostgresAddress address, boolean serving) {
        this.settings = serving ? DURABLE + LIVELY : DURABLE;
        setURL(address.url());
        address.user().ifPresent(this::setUser);
        address.password().ifPresent(this::setPassword);
        Map<String, String> parameters = new LinkedHashMap<>(ALWAYS);
        parameters.putAll(serving ? SERVING : Map.of());
        parameters.putAll(address.parameters());
        parameters.forEach(this::set);
    }

    private void set(String parameter, String value) {
        try {
            setProperty(parameter, value);
        } catch (SQLException e) {
            throw new StorageRefusedException(
                    "The address of the database has the parameter \"" + parameter
                            + "\", which PostgreSQL's driver does not know so. Leave it out, or see"
                            + " https://jdbc.postgresql.org/documentation/use/ for what there is.",
                    Optional.of(e));
        }
    }

    /** For many short transactions: a connection that hangs is given up. */
    static PostgresDataSource serving(PostgresAddress address) {
        return new PostgresDataSource(address, true);
    }

    /** For work that takes as long as it takes. */
    static PostgresDataSource patient(PostgresAddress address) {
        return new PostgresDataSource(address, false);
    }

    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        Connection connection = super.getConnection(user, password);
        try (Statement statement = connection.createStatement()) {
            boolean unused = statement.execute(settings);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }
}
