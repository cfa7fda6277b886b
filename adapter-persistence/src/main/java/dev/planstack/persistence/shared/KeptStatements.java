package dev.planstack.persistence.shared;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/** Keeps the prepared statements of one connection for its lifetime; their texts are few and constant. */
final class KeptStatements extends DefaultStatementBuilder {

    private final Map<String, PreparedStatement> kept = new HashMap<>();
    private final Set<Statement> busy = new HashSet<>();

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
        PreparedStatement statement = kept.get(sql);
        if (statement != null && busy.contains(statement)) {
            return super.create(connection, sql, context);
        }
        if (statement == null) {
            statement = super.create(connection, sql, context);
            kept.put(sql, statement);
        }
        busy.add(statement);
        return statement;
    }

    @Override
    public void close(Connection connection, String sql, Statement statement) throws SQLException {
        if (!busy.remove(statement)) {
            super.close(connection, sql, statement);
        } else if (statement instanceof PreparedStatement prepared) {
            prepared.clearParameters();
        }
    }

    @Override
    public void close(Connection connection) {
        // closing the connection closes them
        kept.clear();
        busy.clear();
    }
}
