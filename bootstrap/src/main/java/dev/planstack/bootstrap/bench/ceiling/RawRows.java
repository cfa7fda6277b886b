package dev.planstack.bootstrap.bench.ceiling;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that Planstack writes for usage, written as fast as JDBC can to a database that Planstack set up: with each balance
 * written once a commit, and on the settings that Planstack has.
 */
public abstract class RawRows implements AutoCloseable {

    static final String PLAN = "plan-000000001";

    private final Connection connection;
    private final MessageDigest sha256;
    private long place;
    private byte[] hash = new byte[32];
    private final Map<String, BigDecimal> taken = new HashMap<>();
    private final Map<Hour, BigDecimal> used = new HashMap<>();

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

    /** A record with its place in the chain. */
    static final class Chained {

        private final Row row;
        private final long place;
        private final byte[] hash;

        Chained(Row row, long place, byte[] hash) {
            this.row = row;
            this.place = place;
            this.hash = hash;
        }

        Row row() {
            return row;
        }

        long place() {
            return place;
        }

        byte[] hash() {
            return hash;
        }
    }

    /** An account with its last record, and all that was ever taken from its plan. */
    record Balance(Chained last, BigDecimal taken) {}

    /** An hour of a meter of an account. */
    record Hour(String account, long hour, String meter) {}

    /** What one commit writes, sorted as the tables lie. */
    record Changes(List<Chained> usage, List<Balance> balances, List<Map.Entry<Hour, BigDecimal>> hours) {}

    RawRows(Connection connection) {
        this.connection = connection;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Writes rows in one commit that is durable when this returns. */
    public final void commit(List<Row> rows) {
        try {
            write(changes(rows));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    abstract void write(Changes changes) throws SQLException;

    private Changes changes(List<Row> rows) {
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparing(Row::account));
        List<Chained> usage = new ArrayList<>();
        Map<String, Balance> balances = new LinkedHashMap<>();
        Map<Hour, BigDecimal> hours = new LinkedHashMap<>();
        for (Row row : sorted) {
            sha256.update(hash);
            hash = sha256.digest((row.id + row.meter + row.quantity + row.occurredAt).getBytes(StandardCharsets.UTF_8));
            Chained chained = new Chained(row, ++place, hash);
            usage.add(chained);
            balances.put(row.account, new Balance(chained, taken.merge(row.account, row.quantity, BigDecimal::add)));
            Hour hour = new Hour(row.account, row.hour, row.meter);
            hours.put(hour, used.merge(hour, row.quantity, BigDecimal::add));
        }
        return new Changes(usage, List.copyOf(balances.values()), List.copyOf(hours.entrySet()));
    }

    Connection connection() {
        return connection;
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public final void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
