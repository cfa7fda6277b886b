package dev.planstack.persistence.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.planstack.persistence.postgres.PostgresServer.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What the tests take for granted of their servers. */
class PostgresServerTest {

    private static String value(Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    private static void kept(PostgresServer server) throws SQLException {
        for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
            assertThat(value(new Database(server.port(), "postgres"), "SHOW " + setting))
                    .as(setting)
                    .isEqualTo("on");
        }
    }

    @Test
    void databases_are_new_and_belong_to_who_needs_the_password() throws SQLException {
        PostgresServer server = PostgresServer.shared();
        kept(server);
        Database database = server.newDatabase();
        assertThat(value(database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo("0");
        assertThat(value(database, "SELECT current_user")).isEqualTo(PostgresServer.USER);
        assertThat(server.newDatabase()).isNotEqualTo(database);
        String wrong = database.jdbcUrl().replace("=" + PostgresServer.PASSWORD, "=wrong");
        assertThat(catchThrowable(() -> DriverManager.getConnection(wrong).close()))
                .isInstanceOf(SQLException.class);
        assertThat(value(database, "SELECT 'a' < 'B'")).as("a language's order").isEqualTo("t");
    }

    @Test
    void a_server_that_was_stopped_or_killed_starts_again_with_its_data() throws SQLException {
        try (PostgresServer server = PostgresServer.start("deadlock_timeout = 123ms")) {
            Database database = server.newDatabase();
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                boolean unused = statement.execute("CREATE TABLE t AS SELECT 7 AS n");
            }
            server.stopImmediately();
            server.startAgain();
            kept(server);
            assertThat(value(database, "SHOW deadlock_timeout")).isEqualTo("123ms");
            server.kill();
            server.startAgain();
            assertThat(value(database, "SELECT n FROM t")).isEqualTo("7");
        }
    }

    @Test
    void a_standby_has_what_its_primary_acknowledged_and_takes_its_place() throws SQLException {
        try (PostgresServer primary = DebianPostgres.primary();
                PostgresServer standby = DebianPostgres.standbyOf(primary, "follower")) {
            primary.execute("ALTER SYSTEM SET synchronous_standby_names = 'follower'");
            primary.execute("SELECT pg_reload_conf()");
            assertThat(standby.query("SELECT pg_is_in_recovery()")).isEqualTo("t");
            Database database = primary.newDatabase();
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                boolean unused = statement.execute("CREATE TABLE t AS SELECT 7 AS n");
            }
            assertThat(primary.query("SELECT sync_state FROM pg_stat_replication"))
                    .isEqualTo("sync");
            primary.kill();
            standby.promote();
            assertThat(value(new Database(standby.port(), database.name()), "SELECT n FROM t"))
                    .isEqualTo("7");
        }
    }
}
