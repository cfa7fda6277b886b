package dev.planstack.persistence.shared;

import dev.planstack.application.shared.ServiceState;
import dev.planstack.domain.shared.BillingCalendar;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A connection to PostgreSQL. Each statement costs the way there and back, so changes that follow each other wait and are sent
 * as one statement.
 */
final class PostgresKeptConnection extends KeptConnection {

    /** As many sets of changes as are kept prepared; which ones come together follows from what is done to accounts. */
    private static final int MAX_PREPARED_SETS = 64;

    private final Map<Change, ColumnArrays> waiting = new LinkedHashMap<>();
    private final Map<List<Change>, PreparedStatement> sets = new LinkedHashMap<>(16, 0.75f, true);

    PostgresKeptConnection(Connection connection) {
        super(connection, Dialect.POSTGRESQL);
    }

    /** In one way there and back. */
    @Override
    ServiceState beginReading(BillingCalendar calendar) throws SQLException {
        PreparedStatement both = prepared(Dialect.POSTGRESQL.beginReading() + "; " + Installation.STATE);
        boolean began = both.execute();
        if (began || !both.getMoreResults()) {
            throw new IllegalStateException("the beginning of a transaction answered with rows, or the query with none");
        }
        try (ResultSet row = both.getResultSet()) {
            return Installation.state(row, calendar);
        }
    }

    @Override
    void commit() throws SQLException {
        PreparedStatement commit = prepared("COMMIT");
        boolean unused = commit.execute();
        SQLWarning warning = commit.getWarnings();
        if (warning != null) {
            // such as that waiting for a standby was broken off: committed here, but perhaps nowhere else
            throw warning;
        }
    }

    @Override
    void rollback() throws SQLException {
        waiting.clear();
        super.rollback();
    }

    @Override
    <T> void change(Change change, Collection<T> rows, Sql.Placer<? super T> placer) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        if (waiting.keySet().stream().anyMatch(before -> mustBeThereBefore(change, before))) {
            sendWaiting();
        }
        ColumnArrays arrays = new ColumnArrays(change.columns());
        for (T row : rows) {
            placer.place(row, arrays);
            arrays.endRow();
        }
        waiting.put(change, arrays);
    }

    /** What one statement changes is not seen by its own parts. */
    private static boolean mustBeThereBefore(Change change, Change before) {
        return change.equals(before) || change instanceof Update && change.table().equals(before.table());
    }

    @Override
    void sendWaiting() throws SQLException {
        if (waiting.isEmpty()) {
            return;
        }
        PreparedStatement statement = statement(List.copyOf(waiting.keySet()));
        int next = 1;
        for (ColumnArrays arrays : waiting.values()) {
            next = arrays.bind(statement, next);
        }
        waiting.clear();
        int unused = statement.executeUpdate();
    }

    private PreparedStatement statement(List<Change> changes) throws SQLException {
        PreparedStatement statement = sets.get(changes);
        if (statement == null) {
            statement = prepare(text(changes));
            sets.put(changes, statement);
            if (sets.size() > MAX_PREPARED_SETS) {
                Iterator<PreparedStatement> oldest = sets.values().iterator();
                oldest.next().close();
                oldest.remove();
            }
        }
        return statement;
    }

    /** All but the last stand in WITH. */
    private static String text(List<Change> changes) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < changes.size() - 1; i++) {
            parts.add("part" + i + " AS (" + ofSet(changes.get(i)) + ")");
        }
        String last = ofSet(changes.get(changes.size() - 1));
        return parts.isEmpty() ? last : "WITH " + String.join(", ", parts) + " " + last;
    }

    private static String ofSet(Change change) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= change.columns(); i++) {
            names.add("c" + i);
        }
        return change.ofSet("unnest(" + String.join(", ", Collections.nCopies(change.columns(), "?")) + ") AS given ("
                + String.join(", ", names) + ")");
    }
}
