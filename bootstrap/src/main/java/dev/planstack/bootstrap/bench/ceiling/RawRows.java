package dev.planstack.bootstrap.bench.ceiling;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that Planstack writes for usage, written as fast as JDBC can: by statements of many rows that are prepared once, with
 * each balance written once a commit, on the same settings of SQLite.
 */
public final class RawRows implements AutoCloseable {

    private static final int ROWS_A_STATEMENT = 128;
    private static final String PLAN = "plan-000000001";

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

    private final Connection connection;
    private final MessageDigest sha256;
    private long place;
    private byte[] hash = new byte[32];
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private final Map<String, BigDecimal> taken = new HashMap<>();
    private final Map<String, BigDecimal> used = new HashMap<>();

    /**
     * One usage record.
     *
     * @param account the account
     * @param hour the start of its hour, in nanoseconds since 1970, as all instants here
     * @param occurredAt when it occurred
     * @param id its id
     * @param meter its meter
     * @param quantity its quantity
     */
    public record Row(String account, long hour, long occurredAt, String id, String meter, BigDecimal quantity) {}

    private record Hour(String account, long hour, String meter) {}

    /** Writes to a database that Planstack set up. */
    public RawRows(Path database) {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
            connection = open(database);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection open(Path database) throws SQLException {
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
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Gives a row's values to a statement from a position on. */
    private interface Binder<T> {

        void bind(PreparedStatement statement, int at, T row) throws SQLException;
    }

    /** Writes rows in one commit that is durable when this returns. */
    public void commit(List<Row> rows) {
        try {
            write(rows);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(List<Row> rows) throws SQLException {
        Map<String, Row> lastOfAccount = new LinkedHashMap<>();
        Map<Hour, BigDecimal> hours = new LinkedHashMap<>();
        // neighbours in the tables are written one after the other
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparing(Row::account));
        for (Row row : sorted) {
            lastOfAccount.put(row.account, row);
            taken.merge(row.account, row.quantity, BigDecimal::add);
            hours.put(
                    new Hour(row.account, row.hour, row.meter),
                    used.merge(row.account + row.hour + row.meter, row.quantity, BigDecimal::add));
        }
        execute(connection, "BEGIN IMMEDIATE");
        write(USAGE, 10, "", sorted, this::bindUsage);
        write(PLAN_USE, 8, PLAN_USE_THERE, List.copyOf(lastOfAccount.values()), this::bindPlanUse);
        write(HOUR_USE, 6, HOUR_USE_THERE, List.copyOf(hours.entrySet()), RawRows::bindHourUse);
        PreparedStatement chain = prepared(CHAIN);
        for (String account : lastOfAccount.keySet()) {
            chain.setBytes(1, hash);
            chain.setString(2, account);
            chain.addBatch();
        }
        chain.executeBatch();
        prepared(SERVICE_STATE).executeUpdate();
        execute(connection, "COMMIT");
    }

    private void bindUsage(PreparedStatement statement, int at, Row row) throws SQLException {
        statement.setString(at + 1, row.account);
        statement.setLong(at + 2, row.hour);
        statement.setLong(at + 3, row.occurredAt);
        statement.setString(at + 4, row.id);
        statement.setString(at + 5, row.meter);
        statement.setString(at + 6, row.quantity.toPlainString());
        statement.setLong(at + 7, row.occurredAt);
        statement.setInt(at + 8, 0);
        sha256.update(hash);
        hash = sha256.digest((row.id + row.meter + row.quantity + row.occurredAt).getBytes(StandardCharsets.UTF_8));
        statement.setLong(at + 9, ++place);
        statement.setBytes(at + 10, hash);
    }

    private void bindPlanUse(PreparedStatement statement, int at, Row row) throws SQLException {
        statement.setString(at + 1, row.account);
        statement.setString(at + 2, PLAN);
        statement.setLong(at + 3, row.hour);
        statement.setString(at + 4, "0");
        statement.setString(at + 5, String.valueOf(taken.get(row.account)));
        statement.setLong(at + 6, row.hour);
        statement.setLong(at + 7, row.occurredAt);
        statement.setString(at + 8, row.id);
    }

    private static void bindHourUse(PreparedStatement statement, int at, Map.Entry<Hour, BigDecimal> use)
            throws SQLException {
        statement.setString(at + 1, use.getKey().account);
        statement.setLong(at + 2, use.getKey().hour);
        statement.setString(at + 3, use.getKey().meter);
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
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
