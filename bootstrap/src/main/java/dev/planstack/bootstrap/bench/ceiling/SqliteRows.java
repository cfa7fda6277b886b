package dev.planstack.bootstrap.bench.ceiling;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes to a SQLite file: by statements of many rows that are prepared once. */
public final class SqliteRows extends RawRows {

    private static final int ROWS_A_STATEMENT = 128;

    private static final String SERVICE_STATE = "UPDATE service_state SET commit_seq = commit_seq + 1";
    private static final String USAGE =
            "INSERT INTO usage (account, hour, occurred_at, id, meter, quantity, received_at, voided,"
                    + " place, hash) VALUES ";
    private static final String PLAN_USE = "INSERT INTO plan_use (account, plan, period_start, settled, taken,"
            + " last_hour, last_at, last_id) VALUES ";
    private static final String HOUR_USE =
            "INSERT INTO hour_use (account, hour, meter, quantity, pay_as_you_go, amount) VALUES ";

    private static final String PLAN_USE_THERE = " ON CONFLICT DO UPDATE SET settled = excluded.settled,"
            + " taken = excluded.taken, last_hour = excluded.last_hour, last_at = excluded.last_at,"
            + " last_id = excluded.last_id";
    private static final String HOUR_USE_THERE =
            " ON CONFLICT DO UPDATE SET quantity = excluded.quantity, pay_as_you_go = excluded.pay_as_you_go";
    private static final String CHAIN =
            "UPDATE account SET chain_length = chain_length + 1, chain_hash = ? WHERE id = ?";

    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    /** Writes to a file that Planstack set up. */
    public SqliteRows(Path database) {
        super(open(database));
    }

    private static Connection open(Path database) {
        try {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
            for (String setting : List.of(
                    "journal_mode = WAL",
                    "synchronous = FULL",
                    "foreign_keys = ON",
                    "journal_size_limit = 67108864",
                    "wal_autocheckpoint = 12000",
                    "cache_size = -65536")) {
                execute(connection, "PRAGMA " + setting);
            }
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives a row's values to a statement from a position on. */
    private interface Binder<T> {

        void bind(PreparedStatement statement, int at, T row) throws SQLException;
    }

    @Override
    void write(Changes changes) throws SQLException {
        execute(connection(), "BEGIN IMMEDIATE");
        write(USAGE, 10, "", changes.usage(), SqliteRows::bindUsage);
        write(PLAN_USE, 8, PLAN_USE_THERE, changes.balances(), SqliteRows::bindPlanUse);
        write(HOUR_USE, 6, HOUR_USE_THERE, changes.hours(), SqliteRows::bindHourUse);
        PreparedStatement chain = prepared(CHAIN);
        for (Balance balance : changes.balances()) {
            chain.setBytes(1, balance.last().hash());
            chain.setString(2, balance.last().row().account());
            chain.addBatch();
        }
        chain.executeBatch();
        prepared(SERVICE_STATE).executeUpdate();
        execute(connection(), "COMMIT");
    }

    private static void bindUsage(PreparedStatement statement, int at, Chained record) throws SQLException {
        Row row = record.row();
        statement.setString(at + 1, row.account());
        statement.setLong(at + 2, row.hour());
        statement.setLong(at + 3, row.occurredAt());
        statement.setString(at + 4, row.id());
        statement.setString(at + 5, row.meter());
        statement.setString(at + 6, row.quantity().toPlainString());
        statement.setLong(at + 7, row.occurredAt());
        statement.setInt(at + 8, 0);
        statement.setLong(at + 9, record.place());
        statement.setBytes(at + 10, record.hash());
    }

    private static void bindPlanUse(PreparedStatement statement, int at, Balance balance) throws SQLException {
        Row last = balance.last().row();
        statement.setString(at + 1, last.account());
        statement.setString(at + 2, PLAN);
        statement.setLong(at + 3, last.hour());
        statement.setString(at + 4, "0");
        statement.setString(at + 5, balance.taken().toPlainString());
        statement.setLong(at + 6, last.hour());
        statement.setLong(at + 7, last.occurredAt());
        statement.setString(at + 8, last.id());
    }

    private static void bindHourUse(PreparedStatement statement, int at, Map.Entry<Hour, BigDecimal> use)
            throws SQLException {
        statement.setString(at + 1, use.getKey().account());
        statement.setLong(at + 2, use.getKey().hour());
        statement.setString(at + 3, use.getKey().meter());
        statement.setString(at + 4, use.getValue().toPlainString());
        statement.setString(at + 5, "0");
        statement.setString(at + 6, null);
    }

    private <T> void write(String insert, int columns, String ifThere, List<T> rows, Binder<T> binder)
            throws SQLException {
        String group = "(" + String.join(",", Collections.nCopies(columns, "?")) + ")";
        for (int done = 0; done < rows.size(); ) {
            int many = rows.size() - done >= ROWS_A_STATEMENT ? ROWS_A_STATEMENT : 1;
            PreparedStatement statement =
                    prepared(insert + String.join(",", Collections.nCopies(many, group)) + ifThere);
            for (int i = 0; i < many; i++) {
                binder.bind(statement, i * columns, rows.get(done + i));
            }
            statement.executeUpdate();
            done += many;
        }
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection().prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }
}
