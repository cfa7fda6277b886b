package dev.planstack.persistence.shared;

import dev.planstack.application.shared.ServiceState;
import dev.planstack.domain.shared.BillingCalendar;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that stays open, with the statements prepared on it. It is in autocommit mode: statements begin and end transactions. */
abstract class KeptConnection {

    private static final Logger LOG = LoggerFactory.getLogger(KeptConnection.class);

    private static final int BATCH = 4096;

    private final Connection connection;
    private final Dialect dialect;
    private final Handle handle;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    KeptConnection(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
        this.handle = Jdbi.create(connection).open().setStatementBuilder(new KeptStatements());
    }

    /** What statements are run by; all that was changed before is there. */
    Handle handle() throws SQLException {
        sendWaiting();
        return handle;
    }

    /** Begins a transaction that writes, and says by which id it is told from those of other processes. */
    long begin() throws SQLException {
        execute(dialect.begin());
        return 0;
    }

    /** Begins a transaction that reads, and says what it sees the service at. */
    ServiceState beginReading(BillingCalendar calendar) throws SQLException {
        execute(dialect.beginReading());
        return Installation.state(this, calendar);
    }

    /** Makes everything durable. */
    void commit() throws SQLException {
        execute("COMMIT");
    }

    /** Takes everything back. */
    void rollback() throws SQLException {
        execute("ROLLBACK");
    }

    /** Runs a statement that answers with nothing. */
    private void execute(String sql) throws SQLException {
        boolean unused = prepared(sql).execute();
    }

    /** Runs a statement once, whatever it answers: an answer left open would keep the next commit from ending. */
    final void executeOnce(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean unused = statement.execute(sql);
        }
    }

    /** The statement of that text, which is kept as long as the connection; all that was changed before is there. */
    final PreparedStatement prepared(String sql) throws SQLException {
        sendWaiting();
        return keptStatement(sql);
    }

    private PreparedStatement keptStatement(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    /** Makes a statement that the caller keeps. */
    final PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    /** Runs one statement for each row. */
    final <T> void batch(String sql, Collection<T> rows, Sql.Binder<? super T> binder) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        PreparedStatement statement = prepared(sql);
        int waiting = 0;
        for (T row : rows) {
            binder.bind(statement, row);
            statement.addBatch();
            if (++waiting == BATCH) {
                int[] unused = statement.executeBatch();
                waiting = 0;
            }
        }
        if (waiting > 0) {
            int[] unused = statement.executeBatch();
        }
    }

    /** Answers questions; all that was changed before is there. */
    abstract void answer(List<Question<?, ?>> questions) throws SQLException;

    /** Changes rows, many with each statement; some of it may wait until something else is asked for. */
    abstract <T> void change(Change change, Collection<T> rows, Sql.Placer<? super T> placer) throws SQLException;

    /** Sends what waits. */
    abstract void sendWaiting() throws SQLException;

    /** Closes it whatever state it is in. */
    final void throwAway() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("a failed connection could not be closed either", e);
        }
    }

    /** Closes it in order. */
    void close() throws SQLException {
        handle.close();
        connection.close();
    }
}
