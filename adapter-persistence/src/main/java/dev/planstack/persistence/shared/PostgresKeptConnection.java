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
import java.util.stream.Collectors;

/**
 * A connection to PostgreSQL. Each statement costs the way there and back, so changes that follow each other wait and are sent
 * as one statement.
 */
final class PostgresKeptConnection extends KeptConnection {

    /** As many sets of changes as are kept prepared; which ones come together follows from what is done to accounts. */
    private static final int MAX_PREPARED_SETS = 64;

    private static final String TRANSACTION_ID = "SELECT CAST(CAST(pg_current_xact_id() AS TEXT) AS BIGINT)";

    private final Map<Change, ColumnArrays> waiting = new LinkedHashMap<>();
    private final Map<Sent, PreparedStatement> sets = new LinkedHashMap<>(16, 0.75f, true);

    PostgresKeptConnection(Connection connection) {
        super(connection, Dialect.POSTGRESQL);
    }

    @Override
    long begin() throws SQLException {
        try (ResultSet row = begin(Dialect.POSTGRESQL.begin(), TRANSACTION_ID)) {
            return row.getLong(1);
        }
    }

    @Override
    ServiceState beginReading(BillingCalendar calendar) throws SQLException {
        try (ResultSet row = begin(Dialect.POSTGRESQL.beginReading(), Installation.STATE)) {
            return Installation.state(row, calendar);
        }
    }

    /** Begins a transaction with a query that answers with one row, both in one way there and back. */
    private ResultSet begin(String begin, String query) throws SQLException {
        PreparedStatement both = prepared(begin + "; " + query);
        if (both.execute() || !both.getMoreResults()) {
            throw new IllegalStateException("not the answers of a beginning and a query");
        }
        ResultSet row = both.getResultSet();
        if (!row.next()) {
            throw new IllegalStateException("the query answered with nothing: " + query);
        }
        return row;
    }

    /** What waits is sent with it. */
    @Override
    void commit() throws SQLException {
        PreparedStatement commit = prepareWaiting("COMMIT");
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

    /** All of them in one way there and back. */
    @Override
    void answer(List<Question<?, ?>> questions) throws SQLException {
        PreparedStatement all = prepared(questions.stream()
                .map(question -> question.lookup()
                        .ofMany("unnest(" + parameters(question.lookup().columns()) + ") WITH ORDINALITY"))
                .collect(Collectors.joining("; ")));
        int next = 1;
        for (Question<?, ?> question : questions) {
            ColumnArrays keys = new ColumnArrays(question.lookup().columns());
            for (int key = 0; key < question.size(); key++) {
                question.place(key, keys);
                keys.endRow();
            }
            next = keys.bind(all, next);
        }
        boolean answered = all.execute();
        for (Question<?, ?> question : questions) {
            if (!answered) {
                throw new IllegalStateException(
                        "no answer to " + question.lookup().ofOne());
            }
            take(question, all.getResultSet());
            answered = all.getMoreResults();
        }
    }

    private static void take(Question<?, ?> question, ResultSet row) throws SQLException {
        question.begin();
        while (row.next()) {
            question.take(row.getInt(Lookup.KEY_NUMBER) - 1, row);
        }
    }

    private static String parameters(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
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
        return change.equals(before)
                || (change instanceof Update && change.table().equals(before.table()));
    }

    @Override
    void sendWaiting() throws SQLException {
        if (waiting.isEmpty()) {
            return;
        }
        boolean unused = prepareWaiting("").execute();
    }

    /** What waits with another statement behind it, which may be empty. */
    private PreparedStatement prepareWaiting(String then) throws SQLException {
        PreparedStatement statement = statement(List.copyOf(waiting.keySet()), then);
        int next = 1;
        for (ColumnArrays arrays : waiting.values()) {
            next = arrays.bind(statement, next);
        }
        waiting.clear();
        return statement;
    }

    /** One after the other, in one way there and back. */
    private record Sent(List<Change> changes, String then) {

        String text() {
            return changes.isEmpty() ? then : then.isEmpty() ? ofSets(changes) : ofSets(changes) + "; " + then;
        }
    }

    private PreparedStatement statement(List<Change> changes, String then) throws SQLException {
        Sent sent = new Sent(changes, then);
        PreparedStatement statement = sets.get(sent);
        if (statement == null) {
            statement = prepare(sent.text());
            sets.put(sent, statement);
            if (sets.size() > MAX_PREPARED_SETS) {
                Iterator<PreparedStatement> oldest = sets.values().iterator();
                oldest.next().close();
                oldest.remove();
            }
        }
        return statement;
    }

    /** All but the last stand in WITH. */
    private static String ofSets(List<Change> changes) {
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
        return change.ofSet("unnest(" + parameters(change.columns()) + ") AS given (" + String.join(", ", names) + ")");
    }
}
