package dev.planstack.persistence.shared;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Single numbers that a database answers. */
final class Counts {

    private Counts() {}

    /** How many rows of a kind there are. */
    static long of(Connection connection, Kind kind) throws SQLException {
        return of(connection, kind.count());
    }

    /** The last commit in the database. */
    static long lastCommit(Connection connection) throws SQLException {
        return of(connection, "SELECT commit_seq FROM service_state");
    }

    /** What a query answers, 0 if it answers nothing. */
    static long of(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
