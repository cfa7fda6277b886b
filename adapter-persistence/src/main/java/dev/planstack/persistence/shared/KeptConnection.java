package dev.planstack.persistence.shared;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that stays open, with the statements prepared on it. */
final class KeptConnection {

    private static final Logger LOG = LoggerFactory.getLogger(KeptConnection.class);

    private static final int BATCH = 4096;

    /** Enough that what a statement costs by itself no longer shows. */
    private static final int ROWS_A_STATEMENT = 64;

    private final Connection connection;
    private final Handle handle;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private final Map<Insert, PreparedStatement> single = new HashMap<>();
    private final Map<Insert, PreparedStatement> many = new HashMap<>();

    KeptConnection(Connection connection) {
        this.connection = connection;
        this.handle = Jdbi.create(connection).open().setStatementBuilder(new KeptStatements());
    }

    Handle handle() {
        return handle;
    }

    /** Runs a statement that answers with nothing. */
    void execute(String sql) throws SQLException {
        boolean unused = prepared(sql).execute();
    }

    /** Runs a statement once, whatever it answers: an answer left open would keep the next commit from ending. */
    void executeOnce(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean unused = statement.execute(sql);
        }
    }

    /** The statement of that text, which is kept as long as the connection. */
    PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    /** Runs one statement for each row. */
    <T> void batch(String sql, Collection<T> rows, Sql.Binder<? super T> binder) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        PreparedStatement statement = prepared(sql);
        int waiting = 0;
        for (T row : rows) {
            binder.bind(statement, row);
            statement.addBatch();
            if (++waiting == BATCH) {
                statement.executeBatch();
                waiting = 0;
            }
        }
        if (waiting > 0) {
            statement.executeBatch();
        }
    }

    /** Inserts rows, many with each statement. */
    <T> void insert(Insert insert, Collection<T> rows, Sql.Placer<? super T> placer) throws SQLException {
        Iterator<T> next = rows.iterator();
        for (int left = rows.size(); left > 0; ) {
            int now = left >= ROWS_A_STATEMENT ? ROWS_A_STATEMENT : 1;
            RowValues values = new RowValues(statement(insert, now));
            for (int i = 0; i < now; i++) {
                placer.place(next.next(), values);
            }
            values.run(now * insert.columns());
            left -= now;
        }
    }

    private PreparedStatement statement(Insert insert, int rows) throws SQLException {
        Map<Insert, PreparedStatement> kept = rows == 1 ? single : many;
        PreparedStatement statement = kept.get(insert);
        if (statement == null) {
            statement = connection.prepareStatement(insert.sql(rows));
            kept.put(insert, statement);
        }
        return statement;
    }

    /** Closes it whatever state it is in. */
    void throwAway() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("a failed connection could not be closed either", e);
        }
    }

    /** Brings the write-ahead log into the file, so that the file is all there is. */
    void checkpoint() throws SQLException {
        executeOnce("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    void close() throws SQLException {
        handle.close();
        connection.close();
    }
}
