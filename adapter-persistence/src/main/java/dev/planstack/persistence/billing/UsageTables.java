package dev.planstack.persistence.billing;

import dev.planstack.application.shared.UsageRecords.StoredRecord;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.Chained;
import dev.planstack.domain.billing.DeductedRecord;
import dev.planstack.domain.billing.Link;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.billing.Slice;
import dev.planstack.domain.billing.UsageRecord;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.persistence.shared.Columns;
import dev.planstack.persistence.shared.Insert;
import dev.planstack.persistence.shared.Json;
import dev.planstack.persistence.shared.Owned;
import dev.planstack.persistence.shared.Sessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The tables of usage records and of their final slices. */
final class UsageTables {

    /** The columns of a record, in the order in which {@link #record} reads them. */
    static final String RECORD_COLUMNS = "u.id, u.meter, u.quantity, u.occurred_at, u.received_at, u.hour";

    /** The columns of a slice, in the order in which {@link #slice} reads them. */
    static final String SLICE_COLUMNS = "s.quantity, s.plan, s.units, s.remaining_after";

    private static final int RECORD_WIDTH = 6;

    private static final Insert ADD = new Insert(
            "usage (account, hour, occurred_at, id, meter, quantity, received_at, voided, place, hash)", 10, "");

    private static final String VOID = "UPDATE usage SET voided = 1, void_place = ?, void_hash = ?"
            + " WHERE account = ? AND hour = ? AND occurred_at = ? AND id = ?";

    private static final String ADD_SLICE = "INSERT INTO slice (account, hour, occurred_at, record, ordinal, quantity,"
            + " plan, units, remaining_after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String OF_OPEN_HOUR = "EXISTS (SELECT 1 FROM hour_use h WHERE h.account = u.account"
            + " AND h.hour = u.hour AND h.meter = u.meter AND h.amount IS NULL)";

    private static final String FIND_ONE = "SELECT " + RECORD_COLUMNS + ", u.voided, NOT " + OF_OPEN_HOUR
            + " FROM usage u WHERE u.account = ? AND u.id = ?";

    // reading a list of ids costs as much as looking up a few
    private static final int FEW = 4;

    // CROSS JOIN: the ids are looked up one by one, whatever SQLite thinks of the size of the list
    private static final String FIND = "SELECT " + RECORD_COLUMNS + ", u.voided, NOT " + OF_OPEN_HOUR
            + " FROM json_each(?) ids CROSS JOIN usage u ON u.account = ? AND u.id = ids.value";

    // hours are billed in order, so none before the oldest open one has to be looked at
    private static final String OPEN = "SELECT " + RECORD_COLUMNS + " FROM usage u WHERE u.account = ?"
            + " AND u.hour >= max(?, (SELECT min(hour) FROM hour_use WHERE account = ? AND amount IS NULL))"
            + " AND u.hour < ? AND u.voided = 0 AND " + OF_OPEN_HOUR + " ORDER BY u.hour, u.occurred_at, u.id";

    private UsageTables() {}

    static void add(Sessions sessions, Collection<Owned<Chained<UsageRecord>>> records) {
        sessions.insert(ADD, records, (owned, values) -> {
            UsageRecord record = owned.value().value();
            Link link = owned.value().link();
            values.text(owned.account().value());
            values.number(Columns.nanos(record.hour()));
            values.number(Columns.nanos(record.occurredAt()));
            values.text(record.id().value());
            values.text(record.meter().value());
            values.text(record.quantity().toString());
            values.number(Columns.nanos(record.receivedAt()));
            values.number(0);
            values.number(link.place());
            values.bytes(link.hash().bytes());
        });
    }

    static void markVoided(Sessions sessions, Collection<Owned<Chained<UsageRecord>>> records) {
        sessions.batch(VOID, records, (statement, owned) -> {
            UsageRecord record = owned.value().value();
            Link link = owned.value().link();
            statement.setLong(1, link.place());
            statement.setBytes(2, link.hash().bytes());
            statement.setString(3, owned.account().value());
            statement.setLong(4, Columns.nanos(record.hour()));
            statement.setLong(5, Columns.nanos(record.occurredAt()));
            statement.setString(6, record.id().value());
        });
    }

    private record NumberedSlice(UsageRecord record, int ordinal, Slice slice) {}

    static void addSlices(Sessions sessions, Collection<Owned<DeductedRecord>> settled) {
        List<Owned<NumberedSlice>> slices =
                settled.stream().flatMap(UsageTables::numbered).toList();
        sessions.batch(ADD_SLICE, slices, (statement, owned) -> {
            NumberedSlice numbered = owned.value();
            UsageRecord record = numbered.record();
            Optional<Slice.Draw> draw = numbered.slice().draw();
            statement.setString(1, owned.account().value());
            statement.setLong(2, Columns.nanos(record.hour()));
            statement.setLong(3, Columns.nanos(record.occurredAt()));
            statement.setString(4, record.id().value());
            statement.setInt(5, numbered.ordinal());
            statement.setString(6, numbered.slice().quantity().toString());
            statement.setString(7, draw.map(d -> d.plan().value()).orElse(null));
            statement.setString(8, draw.map(d -> d.units().toString()).orElse(null));
            statement.setString(9, draw.map(d -> d.remainingAfter().toString()).orElse(null));
        });
    }

    private static Stream<Owned<NumberedSlice>> numbered(Owned<DeductedRecord> settled) {
        DeductedRecord deducted = settled.value();
        return IntStream.range(0, deducted.slices().size())
                .mapToObj(i -> new Owned<>(
                        settled.account(),
                        new NumberedSlice(
                                deducted.record(), i, deducted.slices().get(i))));
    }

    static List<StoredRecord> find(Sessions sessions, AccountId account, Collection<RecordId> ids) {
        if (ids.size() <= FEW) {
            return ids.stream()
                    .flatMap(id -> sessions
                            .query(
                                    FIND_ONE,
                                    statement -> {
                                        statement.setString(1, account.value());
                                        statement.setString(2, id.value());
                                    },
                                    UsageTables::stored)
                            .stream())
                    .toList();
        }
        return sessions.query(
                FIND,
                statement -> {
                    statement.setString(
                            1, Json.write(ids.stream().map(RecordId::value).toList()));
                    statement.setString(2, account.value());
                },
                UsageTables::stored);
    }

    private static StoredRecord stored(ResultSet row) throws SQLException {
        return new StoredRecord(record(row), row.getBoolean(RECORD_WIDTH + 1), row.getBoolean(RECORD_WIDTH + 2));
    }

    static List<UsageRecord> open(Sessions sessions, AccountId account, Instant from, Instant until) {
        return sessions.query(
                OPEN,
                statement -> {
                    statement.setString(1, account.value());
                    statement.setLong(2, Columns.nanos(from));
                    statement.setString(3, account.value());
                    statement.setLong(4, Columns.nanos(until));
                },
                UsageTables::record);
    }

    /** The record at the start of a row. */
    static UsageRecord record(ResultSet row) throws SQLException {
        return new UsageRecord(
                new RecordId(row.getString(1)),
                new MeterCode(row.getString(2)),
                Columns.quantity(row.getString(3)),
                Columns.instant(row.getLong(4)),
                Columns.instant(row.getLong(5)),
                Columns.instant(row.getLong(6)));
    }

    /** The slice in a row that begins with a record. */
    static Slice sliceAfterRecord(ResultSet row) throws SQLException {
        return slice(row, RECORD_WIDTH);
    }

    /** The slice in a row. */
    static Slice slice(ResultSet row, int before) throws SQLException {
        String plan = row.getString(before + 2);
        return new Slice(
                plan == null
                        ? Optional.empty()
                        : Optional.of(new Slice.Draw(
                                new PlanId(plan),
                                Columns.quantity(row.getString(before + 3)),
                                Columns.quantity(row.getString(before + 4)))),
                Columns.quantity(row.getString(before + 1)));
    }

    /** A record with one of its slices. */
    static DeductedRecord recordWithSlice(ResultSet row) throws SQLException {
        return new DeductedRecord(record(row), List.of(sliceAfterRecord(row)));
    }

    /** Records with all of their slices, of rows with one slice each. */
    static List<DeductedRecord> joined(List<DeductedRecord> rows) {
        Map<UsageRecord, List<Slice>> slices = new LinkedHashMap<>();
        rows.forEach(row ->
                slices.computeIfAbsent(row.record(), r -> new ArrayList<>()).addAll(row.slices()));
        return slices.entrySet().stream()
                .map(e -> new DeductedRecord(e.getKey(), e.getValue()))
                .toList();
    }
}
