package dev.planstack.persistence.shared;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Handles over connections that others own. */
final class Handles {

    private Handles() {}

    static Handle over(Connection connection) {
        return Jdbi.create(connection).open();
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
