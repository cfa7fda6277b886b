package dev.planstack.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planstack.persistence.postgres.PostgresServer;
import dev.planstack.persistence.postgres.PostgresServer.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The proxy loses what it is told to lose and nothing else. */
class PostgresProxyTest {

    private static final Database DATABASE = PostgresServer.shared().newDatabase();

    private static Connection through(PostgresProxy proxy) throws SQLException {
        Connection connection = DriverManager.getConnection(
                DATABASE.jdbcUrl().replace(":" + DATABASE.port() + "/", ":" + proxy.port() + "/"));
        connection.setAutoCommit(false);
        return connection;
    }

    private static void write(Connection connection, int number) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
            insert.setInt(1, number);
            assertThat(insert.executeUpdate()).isEqualTo(1);
        }
    }

    private static int rows() throws SQLException {
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM t")) {
            assertThat(result.next()).isTrue();
            return result.getInt(1);
        }
    }

    @Test
    void a_commit_or_its_answer_is_lost_once() throws Exception {
        try (PostgresProxy proxy = new PostgresProxy(DATABASE.port())) {
            try (Connection connection = through(proxy);
                    Statement statement = connection.createStatement()) {
                boolean unused = statement.execute("CREATE TABLE t (n INTEGER)");
                for (int i = 0; i < 10; i++) {
                    // later ones by statements that the server knows by name
                    write(connection, i);
                    connection.commit();
                }
                proxy.loseNext(PostgresProxy.Loss.THE_COMMIT);
                connection.rollback();
                try (ResultSet result = statement.executeQuery("SELECT 1")) {
                    assertThat(result.next()).isTrue();
                }
                connection.commit();
                assertThat(proxy.lost()).as("nothing was written").isZero();
                write(connection, 10);
                assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
            }
            assertThat(proxy.lost()).isEqualTo(1);
            assertThat(rows()).isEqualTo(10);
            try (Connection connection = through(proxy)) {
                write(connection, 10);
                proxy.loseNext(PostgresProxy.Loss.ITS_ANSWER);
                assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
            }
            assertThat(proxy.lost()).isEqualTo(2);
            assertThat(rows()).isEqualTo(11);
            try (Connection connection = through(proxy)) {
                proxy.cut();
                assertThatThrownBy(() -> write(connection, 11)).isInstanceOf(SQLException.class);
            }
            try (Connection connection = through(proxy)) {
                write(connection, 11);
                connection.commit();
            }
            assertThat(rows()).isEqualTo(12);
        }
    }
}
