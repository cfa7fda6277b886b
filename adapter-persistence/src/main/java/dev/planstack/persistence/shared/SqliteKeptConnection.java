package dev.planstack.persistence.shared;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** A connection to SQLite: what is changed is changed at once. */
final class SqliteKeptConnection extends KeptConnection {

    /** Enough that what a statement costs by itself no longer shows. */
    private static final int ROWS_A_STATEMENT = 64;

    private final boolean writing;
    private final Map<Insert, PreparedStatement> single = new HashMap<>();
    private final Map<Insert, PreparedStatement> many = new HashMap<>();

    /** {@code writing} tells whether it is the one that writes. */
    SqliteKeptConnection(Connection connection, boolean writing) {
        super(connection, Dialect.SQLITE);
        this.writing = writing;
    }

    @Override
    void answer(List<Question<?, ?>> questions) throws SQLException {
        for (Question<?, ?> question : questions) {
            question.begin();
            for (int key = 0; key < question.size(); key++) {
                PreparedStatement statement = prepared(question.lookup().ofOne());
                BoundValues values = new BoundValues(statement);
                question.place(key, values);
                values.requireCount(question.lookup().columns());
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        question.take(key, row);
                    }
                }
            }
        }
    }

    @Override
    <T> void change(Change change, Collection<T> rows, Sql.Placer<? super T> placer) throws SQLException {
        if (change instanceof Insert insert) {
            insert(insert, rows, placer);
        } else {
            batch(change.ofRows(1), rows, (statement, row) -> {
                BoundValues values = new BoundValues(statement);
                placer.place(row, values);
                values.requireCount(change.columns());
            });
        }
    }

    private <T> void insert(Insert insert, Collection<T> rows, Sql.Placer<? super T> placer) throws SQLException {
        Iterator<T> next = rows.iterator();
        for (int left = rows.size(); left > 0; ) {
            int now = left >= ROWS_A_STATEMENT ? ROWS_A_STATEMENT : 1;
            PreparedStatement statement = statement(insert, now);
            BoundValues values = new BoundValues(statement);
            for (int i = 0; i < now; i++) {
                placer.place(next.next(), values);
            }
            values.requireCount(now * insert.columns());
            int unused = statement.executeUpdate();
            left -= now;
        }
    }

    private PreparedStatement statement(Insert insert, int rows) throws SQLException {
        Map<Insert, PreparedStatement> kept = rows == 1 ? single : many;
        PreparedStatement statement = kept.get(insert);
        if (statement == null) {
            statement = prepare(insert.ofRows(rows));
            kept.put(insert, statement);
        }
        return statement;
    }

    @Override
    void sendWaiting() {
        // nothing ever waits
    }

    /** The last thing that who writes does is to bring the write-ahead log into the file, so that the file is all there is. */
    @Override
    void close() throws SQLException {
        try {
            if (writing) {
                executeOnce("PRAGMA wal_checkpoint(TRUNCATE)");
            }
        } finally {
            super.close();
        }
    }
}
