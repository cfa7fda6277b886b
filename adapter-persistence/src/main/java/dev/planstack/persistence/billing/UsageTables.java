package dev.planstack.persistence.billing;

import dev.planstack.application.shared.UsageRecords.StoredRecord;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.Chained;
import dev.planstack.domain.billing.DeductedRecord;
import dev.planstack.domain.billing.Link;
import dev.planstack.domain.billing.Position;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.billing.Slice;
import dev.planstack.domain.billing.UsageRecord;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.persistence.shared.Columns;
import dev.planstack.persistence.shared.Dialect;
import dev.planstack.persistence.shared.Insert;
import dev.planstack.persistence.shared.Owned;
import dev.planstack.persistence.shared.PerDialect;
import dev.planstack.persistence.shared.Sessions;
import dev.planstack.persistence.shared.Update;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private static final Update VOID = new Update(
            "usage",
            List.of("void_place", "void_hash"),
            ", voided = TRUE",
            List.of("account", "hour", "occurred_at", "id"));

    private static final Insert ADD_SLICE = new Insert(
            "slice (account, hour, occurred_at, record, ordinal, quantity, plan, units, remaining_after)", 9, "");

    private static final String OF_OPEN_HOUR = "EXISTS (SELECT 1 FROM hour_use h WHERE h.account = u.account"
            + " AND h.hour = u.hour AND h.meter = u.meter AND h.amount IS NULL)";

    private static final String FIND_ONE = "SELECT " + RECORD_COLUMNS + ", u.voided, NOT " + OF_OPEN_HOUR
            + " FROM usage u WHERE u.account = ? AND u.id = ?";

    private static final PerDialect<String> FIND = PerDialect.of(dialect -> "SELECT " + RECORD_COLUMNS
            + ", u.voided, NOT " + OF_OPEN_HOUR + " FROM " + dialect.among("usage", "u", "u.account", "u.id"));

    /** As {@link #FIND}, of many accounts. */
    private static final PerDialect<String> FIND_ALL = PerDialect.of(dialect -> "SELECT " + RECORD_COLUMNS
            + ", u.voided, NOT " + OF_OPEN_HOUR + ", asked.account FROM " + dialect.pairs("asked", "account", "id")
            + dialect.thenEach("usage", "u", "u.account = asked.account AND u.id = asked.id"));

    // hours are billed in order, so none before the oldest open one has to be looked at
    private static final String OPEN = "SELECT " + RECORD_COLUMNS + " FROM usage u WHERE u.account = ?"
            + " AND u.hour >= (SELECT CASE WHEN min(hour) < ? THEN ? ELSE min(hour) END FROM hour_use"
            + " WHERE account = ? AND amount IS NULL) AND u.hour < ? AND NOT u.voided AND " + OF_OPEN_HOUR
            + " ORDER BY u.hour, u.occurred_at, u.id";

    // by the key: no other row is looked at
    private static final String OPEN_AFTER = "SELECT " + RECORD_COLUMNS + " FROM usage u WHERE u.account = ?"
            + " AND (u.hour, u.occurred_at, u.id) > (coalesce(?, (SELECT min(hour) FROM hour_use"
            + " WHERE account = ? AND amount IS NULL)), ?, ?) AND (u.hour, u.occurred_at, u.id) <= (?, ?, ?)"
            + " AND NOT u.voided AND " + OF_OPEN_HOUR + " ORDER BY u.hour, u.occurred_at, u.id";

    private UsageTables() {}

    static void add(Sessions sessions, Collection<Owned<Chained<UsageRecord>>> records) {
        sessions.change(ADD, records, (owned, values) -> {
            UsageRecord record = owned.value().value();
            Link link = owned.value().link();
            values.text(owned.account().value());
            values.number(Columns.nanos(record.hour()));
            values.number(Columns.nanos(record.occurredAt()));
            values.text(record.id().value());
            values.text(record.meter().value());
            values.text(record.quantity().toString());
            values.number(Columns.nanos(record.receivedAt()));
            values.flag(false);
            values.number(link.place());
            values.bytes(link.hash().bytes());
        });
    }

    static void markVoided(Sessions sessions, Collection<Owned<Chained<UsageRecord>>> records) {
        sessions.change(VOID, records, (owned, values) -> {
            UsageRecord record = owned.value().value();
            Link link = owned.value().link();
            values.number(link.place());
            values.bytes(link.hash().bytes());
            values.text(owned.account().value());
            values.number(Columns.nanos(record.hour()));
            values.number(Columns.nanos(record.occurredAt()));
            values.text(record.id().value());
        });
    }

    private record NumberedSlice(UsageRecord record, int ordinal, Slice slice) {}

    static void addSlices(Sessions sessions, Collection<Owned<DeductedRecord>> settled) {
        List<Owned<NumberedSlice>> slices =
                settled.stream().flatMap(UsageTables::numbered).toList();
        sessions.change(ADD_SLICE, slices, (owned, values) -> {
            NumberedSlice numbered = owned.value();
            UsageRecord record = numbered.record();
            Optional<Slice.Draw> draw = numbered.slice().draw();
            values.text(owned.account().value());
            values.number(Columns.nanos(record.hour()));
            values.number(Columns.nanos(record.occurredAt()));
            values.text(record.id().value());
            values.number(numbered.ordinal());
            values.text(numbered.slice().quantity().toString());
            values.text(draw.map(d -> d.plan().value()).orElse(null));
            values.text(draw.map(d -> d.units().toString()).orElse(null));
            values.text(draw.map(d -> d.remainingAfter().toString()).orElse(null));
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
        Dialect dialect = sessions.dialect();
        if (ids.size() <= dialect.fewLookups()) {
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
                FIND.in(dialect),
                statement -> {
                    statement.setString(1, account.value());
                    dialect.bindTexts(
                            statement, 2, ids.stream().map(RecordId::value).toList());
                },
                UsageTables::stored);
    }

    /** The records of these ids that are there, of each account. */
    static Map<AccountId, Map<RecordId, StoredRecord>> find(Sessions sessions, Map<AccountId, Set<RecordId>> ids) {
        List<String> accounts = new ArrayList<>();
        List<String> records = new ArrayList<>();
        ids.forEach((account, some) -> some.forEach(id -> {
            accounts.add(account.value());
            records.add(id.value());
        }));
        Map<AccountId, Map<RecordId, StoredRecord>> found = new HashMap<>();
        if (records.isEmpty()) {
            return found;
        }
        Dialect dialect = sessions.dialect();
        sessions.query(
                        FIND_ALL.in(dialect),
                        statement -> {
                            dialect.bindTexts(statement, 1, accounts);
                            dialect.bindTexts(statement, 2, records);
                        },
                        row -> new Owned<>(new AccountId(row.getString(RECORD_WIDTH + 3)), stored(row)))
                .forEach(owned -> found.computeIfAbsent(owned.account(), a -> new HashMap<>())
                        .put(owned.value().record().id(), owned.value()));
        return found;
    }

    private static StoredRecord stored(ResultSet row) throws SQLException {
        return new StoredRecord(record(row), row.getBoolean(RECORD_WIDTH + 1), row.getBoolean(RECORD_WIDTH + 2));
    }

    /** The open records after a position, or from the first on, up to and including another. */
    static List<UsageRecord> open(Sessions sessions, AccountId account, Optional<Position> after, Position upTo) {
        return sessions.query(
                OPEN_AFTER,
                statement -> {
                    statement.setString(1, account.value());
                    statement.setObject(2, Columns.nanos(after.map(Position::hour)), Types.BIGINT);
                    statement.setString(3, account.value());
                    statement.setLong(
                            4, after.map(p -> Columns.nanos(p.occurredAt())).orElse(Long.MIN_VALUE));
                    statement.setString(5, after.map(p -> p.id().value()).orElse(""));
                    statement.setLong(6, Columns.nanos(upTo.hour()));
                    statement.setLong(7, Columns.nanos(upTo.occurredAt()));
                    statement.setString(8, upTo.id().value());
                },
                UsageTables::record);
    }

    static List<UsageRecord> open(Sessions sessions, AccountId account, Instant from, Instant until) {
        return sessions.query(
                OPEN,
                statement -> {
                    statement.setString(1, account.value());
                    statement.setLong(2, Columns.nanos(from));
                    statement.setLong(3, Columns.nanos(from));
                    statement.setString(4, account.value());
                    statement.setLong(5, Columns.nanos(until));
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
