package dev.planstack.bootstrap.bench.ceiling;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes to PostgreSQL: each table by one statement that is prepared once and gets its columns as arrays. */
public final class PostgresRows extends RawRows {

    private static final String USAGE =
            "INSERT INTO usage (account, hour, occurred_at, id, meter, quantity, received_at, voided, place, hash)"
                    + " SELECT account, hour, occurred_at, id, meter, quantity, occurred_at, FALSE, place, hash"
                    + " FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[],"
                    + " ?::bytea[]) AS u (account, hour, occurred_at, id, meter, quantity, place, hash)";
    private static final String PLAN_USE =
            "INSERT INTO plan_use (account, plan, period_start, settled, taken, last_hour, last_at, last_id)"
                    + " SELECT account, '" + PLAN + "', hour, '0', taken, hour, occurred_at, id"
                    + " FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[])"
                    + " AS u (account, hour, occurred_at, id, taken)"
                    + " ON CONFLICT (account, plan, period_start) DO UPDATE SET settled = excluded.settled,"
                    + " taken = excluded.taken, last_hour = excluded.last_hour, last_at = excluded.last_at,"
                    + " last_id = excluded.last_id";
    private static final String HOUR_USE =
            "INSERT INTO hour_use (account, hour, meter, quantity, pay_as_you_go, amount)"
                    + " SELECT account, hour, meter, quantity, '0', NULL"
                    + " FROM unnest(?::text[], ?::bigint[], ?::text[], ?::text[])"
                    + " AS u (account, hour, meter, quantity)"
                    + " ON CONFLICT (account, hour, meter) DO UPDATE SET quantity = excluded.quantity,"
                    + " pay_as_you_go = excluded.pay_as_you_go";
    private static final String CHAIN = "UPDATE account SET chain_length = chain_length + 1, chain_hash = u.hash"
            + " FROM unnest(?::text[], ?::bytea[]) AS u (id, hash) WHERE account.id = u.id";
    private static final String SERVICE_STATE = "UPDATE service_state SET commit_seq = commit_seq + 1";

    private final PreparedStatement usage;
    private final PreparedStatement planUse;
    private final PreparedStatement hourUse;
    private final PreparedStatement chain;
    private final PreparedStatement serviceState;

    /** Writes to a database that Planstack set up, by one connection. */
    public PostgresRows(PostgresServer server, String database) {
        super(server.connect(database));
        try {
            connection().setAutoCommit(false);
            usage = connection().prepareStatement(USAGE);
            planUse = connection().prepareStatement(PLAN_USE);
            hourUse = connection().prepareStatement(HOUR_USE);
            chain = connection().prepareStatement(CHAIN);
            serviceState = connection().prepareStatement(SERVICE_STATE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    void write(Changes changes) throws SQLException {
        List<Chained> records = changes.usage();
        texts(usage, 1, records, r -> r.row().account());
        numbers(usage, 2, records, r -> r.row().hour());
        numbers(usage, 3, records, r -> r.row().occurredAt());
        texts(usage, 4, records, r -> r.row().id());
        texts(usage, 5, records, r -> r.row().meter());
        texts(usage, 6, records, r -> r.row().quantity().toPlainString());
        numbers(usage, 7, records, Chained::place);
        hashes(usage, 8, records, Chained::hash);
        usage.executeUpdate();

        List<Balance> balances = changes.balances();
        texts(planUse, 1, balances, b -> b.last().row().account());
        numbers(planUse, 2, balances, b -> b.last().row().hour());
        numbers(planUse, 3, balances, b -> b.last().row().occurredAt());
        texts(planUse, 4, balances, b -> b.last().row().id());
        texts(planUse, 5, balances, b -> b.taken().toPlainString());
        planUse.executeUpdate();

        List<Map.Entry<Hour, BigDecimal>> hours = changes.hours();
        texts(hourUse, 1, hours, h -> h.getKey().account());
        numbers(hourUse, 2, hours, h -> h.getKey().hour());
        texts(hourUse, 3, hours, h -> h.getKey().meter());
        texts(hourUse, 4, hours, h -> h.getValue().toPlainString());
        hourUse.executeUpdate();

        texts(chain, 1, balances, b -> b.last().row().account());
        hashes(chain, 2, balances, b -> b.last().hash());
        chain.executeUpdate();

        serviceState.executeUpdate();
        connection().commit();
    }

    private <T> void texts(PreparedStatement statement, int index, List<T> rows, Function<T, String> column)
            throws SQLException {
        statement.setArray(
                index,
                connection().createArrayOf("text", rows.stream().map(column).toArray()));
    }

    private <T> void numbers(PreparedStatement statement, int index, List<T> rows, Function<T, Long> column)
            throws SQLException {
        statement.setArray(
                index,
                connection().createArrayOf("bigint", rows.stream().map(column).toArray()));
    }

    private <T> void hashes(PreparedStatement statement, int index, List<T> rows, Function<T, byte[]> column)
            throws SQLException {
        statement.setArray(
                index,
                connection().createArrayOf("bytea", rows.stream().map(column).toArray(byte[][]::new)));
    }
}
