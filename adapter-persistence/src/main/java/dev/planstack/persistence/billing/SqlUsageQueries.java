package dev.planstack.persistence.billing;

import dev.planstack.application.billing.DeductionRow;
import dev.planstack.application.billing.UsageQueries;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.DeductedRecord;
import dev.planstack.domain.billing.HourUse;
import dev.planstack.domain.billing.Slice;
import dev.planstack.domain.billing.UsageRecord;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.persistence.shared.Columns;
import dev.planstack.persistence.shared.Sessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** Tells what is stored of usage. */
final class SqlUsageQueries implements UsageQueries {

    private static final String HOURS = "SELECT h.*, a.currency FROM hour_use h JOIN account a ON a.id = h.account"
            + " WHERE h.account = :account AND h.hour >= :from AND h.hour < :to"
            + " AND (CAST(:meter AS TEXT) IS NULL OR h.meter = :meter) ORDER BY h.hour, h.meter";

    private static final String PAY_AS_YOU_GO = "SELECT pay_as_you_go FROM hour_use"
            + " WHERE account = :account AND hour >= :from AND hour < :to AND meter = :meter";

    // a record counts in its own hour or a later one, so the hours before what is asked for need not be looked at
    private static final String DEDUCTIONS = "SELECT " + UsageTables.RECORD_COLUMNS + ", " + UsageTables.SLICE_COLUMNS
            + ", s.ordinal FROM slice s JOIN usage u ON u.account = s.account AND u.hour = s.hour"
            + " AND u.occurred_at = s.occurred_at AND u.id = s.record"
            + " WHERE s.account = :account AND s.plan IS NOT NULL AND s.hour >= :firstHour"
            + " AND (s.hour, s.occurred_at, s.record, s.ordinal) > (:afterHour, :afterAt, :afterId, :afterOrdinal)"
            + " AND (CAST(:plan AS TEXT) IS NULL OR s.plan = :plan) AND (CAST(:meter AS TEXT) IS NULL OR u.meter = :meter)"
            + " AND s.occurred_at >= :from AND s.occurred_at < :to"
            + " ORDER BY s.hour, s.occurred_at, s.record, s.ordinal LIMIT :limit";

    // records of open hours have no slices yet
    private static final String RECORDS = "SELECT " + UsageTables.RECORD_COLUMNS + ", " + UsageTables.SLICE_COLUMNS
            + " FROM (SELECT * FROM usage r WHERE r.account = :account AND r.hour >= :from AND r.hour < :to"
            + " AND (r.hour, r.occurred_at, r.id) > (:afterHour, :afterAt, :afterId)"
            + " AND (CAST(:meter AS TEXT) IS NULL OR r.meter = :meter)"
            + " AND EXISTS (SELECT 1 FROM slice x WHERE x.account = r.account AND x.hour = r.hour"
            + " AND x.occurred_at = r.occurred_at AND x.record = r.id)"
            + " ORDER BY r.hour, r.occurred_at, r.id LIMIT :limit) u"
            + " JOIN slice s ON s.account = u.account AND s.hour = u.hour AND s.occurred_at = u.occurred_at"
            + " AND s.record = u.id ORDER BY u.hour, u.occurred_at, u.id, s.ordinal";

    private static final Duration HOUR_AT_MOST = Duration.ofHours(2);

    private final Sessions sessions;

    SqlUsageQueries(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public List<HourUse> hours(
            AccountId account, Optional<MeterCode> meter, Optional<Instant> from, Optional<Instant> to) {
        return sessions.read(handle -> handle.createQuery(HOURS)
                .bind("account", account.value())
                .bind("meter", meter.map(MeterCode::value))
                .bind("from", Columns.nanos(from.orElse(Instant.MIN)))
                .bind("to", Columns.nanos(to.orElse(Instant.MAX)))
                .map((row, c) -> hour(row))
                .list());
    }

    private static HourUse hour(ResultSet row) throws SQLException {
        Currency currency = Columns.currency(row, "currency");
        return new HourUse(
                Columns.instant(row, "hour"),
                new MeterCode(row.getString("meter")),
                Columns.quantity(row, "quantity"),
                Columns.quantity(row, "pay_as_you_go"),
                Optional.ofNullable(row.getString("amount")).map(amount -> Columns.money(amount, currency)));
    }

    @Override
    public Quantity payAsYouGo(AccountId account, MeterCode meter, Instant from, Instant to) {
        List<Quantity> hours = sessions.read(handle -> handle.createQuery(PAY_AS_YOU_GO)
                .bind("account", account.value())
                .bind("meter", meter.value())
                .bind("from", Columns.nanos(from))
                .bind("to", Columns.nanos(to))
                .map((row, c) -> Columns.quantity(row, "pay_as_you_go"))
                .list());
        return hours.stream().reduce(Quantity.ZERO, Quantity::plus);
    }

    @Override
    public List<DeductionRow> settledDeductions(
            AccountId account, DeductionFilter filter, Optional<DeductionRow.Cursor> after, int limit) {
        Instant firstHour = filter.from().map(from -> from.minus(HOUR_AT_MOST)).orElse(Instant.MIN);
        return sessions.read(handle -> bindAfter(handle.createQuery(DEDUCTIONS), after)
                .bind("account", account.value())
                .bind("firstHour", Columns.nanos(firstHour))
                .bind("plan", filter.plan().map(plan -> plan.value()))
                .bind("meter", filter.meter().map(MeterCode::value))
                .bind("from", Columns.nanos(filter.from().orElse(Instant.MIN)))
                .bind("to", Columns.nanos(filter.to().orElse(Instant.MAX)))
                .bind("limit", limit)
                .map((row, c) -> deduction(row))
                .list());
    }

    @Override
    public List<DeductedRecord> settledRecords(
            AccountId account, RecordFilter filter, Optional<DeductionRow.Cursor> after, int limit) {
        return UsageTables.joined(sessions.read(handle -> bindPosition(handle.createQuery(RECORDS), after)
                .bind("account", account.value())
                .bind("meter", filter.meter().map(MeterCode::value))
                .bind("from", Columns.nanos(filter.from().orElse(Instant.MIN)))
                .bind("to", Columns.nanos(filter.to().orElse(Instant.MAX)))
                .bind("limit", limit)
                .map((row, c) -> UsageTables.recordWithSlice(row))
                .list()));
    }

    private static Query bindPosition(Query query, Optional<DeductionRow.Cursor> after) {
        return query.bind(
                        "afterHour",
                        Columns.nanos(after.map(c -> c.position().hour()).orElse(Instant.MIN)))
                .bind(
                        "afterAt",
                        Columns.nanos(after.map(c -> c.position().occurredAt()).orElse(Instant.MIN)))
                .bind("afterId", after.map(c -> c.position().id().value()).orElse(""));
    }

    private static Query bindAfter(Query query, Optional<DeductionRow.Cursor> after) {
        return bindPosition(query, after)
                .bind("afterOrdinal", after.map(DeductionRow.Cursor::ordinal).orElse(-1));
    }

    private static DeductionRow deduction(ResultSet row) throws SQLException {
        UsageRecord record = UsageTables.record(row);
        Slice slice = UsageTables.sliceAfterRecord(row);
        return new DeductionRow(
                record, row.getInt("ordinal"), slice.quantity(), slice.draw().orElseThrow(), true);
    }
}
