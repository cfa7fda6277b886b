package dev.planstack.persistence.shared;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one connection that writes, with the statements prepared on it. */
final class WriterConnection {

    private static final Logger LOG = LoggerFactory.getLogger(WriterConnection.class);

    private static final int BATCH = 4096;

    private final Connection connection;
    private final Handle handle;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    WriterConnection(Connection connection) {
        this.connection = connection;
        this.handle = Jdbi.create(connection).open().setStatementBuilder(new KeptStatements());
    }

    Handle handle() {
        return handle;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
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

    /** Closes it whatever state it is in. */
    void throwAway() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("a failed connection could not be closed either", e);
        }
    }

    /** Closes it after bringing the write-ahead log into the file, so that the file is all there is. */
    void close() throws SQLException {
        try {
            execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } finally {
            handle.close();
            connection.close();
        }
    }
}
