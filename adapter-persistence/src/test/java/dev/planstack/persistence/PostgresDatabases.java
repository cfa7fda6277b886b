package dev.planstack.persistence;

import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.persistence.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Databases of a real PostgreSQL for tests. */
final class PostgresDatabases {

    /** Whose tables are there; to make them anew for each test would take longer than most tests. */
    private static final PostgresServer.Database WITH_TABLES = withTables();

    private PostgresDatabases() {}

    private static PostgresServer.Database withTables() {
        PostgresServer.Database database = PostgresServer.shared().newDatabase();
        Ports.at(location(database), BillingCalendar.DEFAULT).close();
        execute(database, "DELETE FROM installation");
        execute(database, "DELETE FROM service_state");
        return database;
    }

    /** A database that is not set up yet. */
    static PostgresServer.Database fresh() {
        return PostgresServer.shared().copyOf(WITH_TABLES);
    }

    static StorageLocation location(PostgresServer.Database database) {
        return location(database.url());
    }

    static StorageLocation location(String url) {
        return StorageLocation.parse(url, Map.of()).orThrow();
    }

    static void execute(PostgresServer.Database database, String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            boolean unused = statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
