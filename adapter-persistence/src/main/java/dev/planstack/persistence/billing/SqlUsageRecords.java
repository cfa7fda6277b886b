package dev.planstack.persistence.billing;

import dev.planstack.application.shared.UsageRecords;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.Chained;
import dev.planstack.domain.billing.DeductedRecord;
import dev.planstack.domain.billing.Position;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.billing.Slice;
import dev.planstack.domain.billing.UsageRecord;
import dev.planstack.persistence.shared.Columns;
import dev.planstack.persistence.shared.PerDialect;
import dev.planstack.persistence.shared.Sessions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads usage records. */
final class SqlUsageRecords implements UsageRecords {

    private static final String RECORD_OF_SLICE = " JOIN usage u ON u.account = s.account AND u.hour = s.hour"
            + " AND u.occurred_at = s.occurred_at AND u.id = s.record";

    private static final PerDialect<String> SLICES_OF_RECORD =
            PerDialect.of(dialect -> "SELECT " + UsageTables.SLICE_COLUMNS + " FROM usage u"
                    + dialect.thenEach(
                            "slice",
                            "s",
                            "s.account = u.account AND s.hour = u.hour AND s.occurred_at = u.occurred_at"
                                    + " AND s.record = u.id")
                    + " WHERE u.account = :account AND u.id = :id ORDER BY s.ordinal");

    private static final String SETTLED = "SELECT " + UsageTables.RECORD_COLUMNS + ", " + UsageTables.SLICE_COLUMNS
            + " FROM slice s" + RECORD_OF_SLICE + " WHERE s.account = :account AND s.hour = :hour"
            + " ORDER BY s.hour, s.occurred_at, s.record, s.ordinal";

    private final Sessions sessions;
    private final PendingBooks pending;

    // of the transaction that is open; what has been written since is not in it
    private Expected expected = new Expected(-1, Map.of(), Map.of());

    /** What was read of the records that will be asked for, when so much had been written or forgotten. */
    private record Expected(
            long state, Map<AccountId, Set<RecordId>> ids, Map<AccountId, Map<RecordId, StoredRecord>> found) {

        boolean holds(AccountId account, Collection<RecordId> some) {
            return ids.getOrDefault(account, Set.of()).containsAll(some);
        }

        List<StoredRecord> of(AccountId account, Collection<RecordId> some) {
            Map<RecordId, StoredRecord> ofAccount = found.getOrDefault(account, Map.of());
            return some.stream()
                    .flatMap(id -> Stream.ofNullable(ofAccount.get(id)))
                    .toList();
        }
    }

    SqlUsageRecords(Sessions sessions, PendingBooks pending) {
        this.sessions = sessions;
        this.pending = pending;
    }

    @Override
    public void expect(Map<AccountId, Set<RecordId>> ids) {
        sessions.requireWriting();
        // in the same process a look-up each costs no more
        if (sessions.dialect().isShared()) {
            expected = new Expected(pending.state(), ids, UsageTables.find(sessions, ids));
        }
    }

    private List<StoredRecord> stored(AccountId account, Collection<RecordId> ids) {
        boolean known = sessions.isWriting() && expected.state() == pending.state() && expected.holds(account, ids);
        return known ? expected.of(account, ids) : UsageTables.find(sessions, account, ids);
    }

    @Override
    public Map<RecordId, StoredRecord> find(AccountId account, Collection<RecordId> ids) {
        Optional<PendingBook> waiting = pending.of(account);
        Map<RecordId, StoredRecord> found = new HashMap<>();
        List<RecordId> unknown = new ArrayList<>();
        for (RecordId id : ids) {
            Optional<UsageRecord> fresh =
                    waiting.map(book -> book.accepted().get(id)).map(Chained::value);
            if (fresh.isPresent()) {
                found.put(id, asWaiting(new StoredRecord(fresh.get(), false, false), waiting));
            } else {
                unknown.add(id);
            }
        }
        stored(account, unknown).forEach(r -> found.put(r.record().id(), asWaiting(r, waiting)));
        return found;
    }

    private static StoredRecord asWaiting(StoredRecord stored, Optional<PendingBook> waiting) {
        return waiting.map(book -> new StoredRecord(
                        stored.record(),
                        stored.voided()
                                || book.voided().containsKey(stored.record().id()),
                        stored.settled() || book.bills(stored.record().hour())))
                .orElse(stored);
    }

    @Override
    public List<UsageRecord> open(AccountId account, Instant from, Instant until) {
        if (pending.of(account).isPresent()) {
            pending.flush();
        }
        return UsageTables.open(sessions, account, from, until);
    }

    @Override
    public List<UsageRecord> open(AccountId account, Optional<Position> after, Position upTo) {
        List<UsageRecord> stored = UsageTables.open(sessions, account, after, upTo);
        return pending.of(account)
                .map(waiting -> Stream.concat(
                                stored.stream(),
                                waiting.accepted().values().stream()
                                        .map(Chained::value)
                                        .filter(record -> isBetween(record.position(), after, upTo)))
                        .filter(record -> !waiting.voided().containsKey(record.id()) && !waiting.bills(record.hour()))
                        .sorted(Comparator.comparing(UsageRecord::position))
                        .toList())
                .orElse(stored);
    }

    private static boolean isBetween(Position position, Optional<Position> after, Position upTo) {
        return after.map(position::isAfter).orElse(true) && !position.isAfter(upTo);
    }

    @Override
    public List<Slice> settledSlices(AccountId account, RecordId id) {
        return sessions.read(handle -> handle.createQuery(SLICES_OF_RECORD.in(sessions.dialect()))
                .bind("account", account.value())
                .bind("id", id.value())
                .map((row, c) -> UsageTables.slice(row, 0))
                .list());
    }

    @Override
    public List<DeductedRecord> settled(AccountId account, Instant hour) {
        return UsageTables.joined(sessions.read(handle -> handle.createQuery(SETTLED)
                .bind("account", account.value())
                .bind("hour", Columns.nanos(hour))
                .map((row, c) -> UsageTables.recordWithSlice(row))
                .list()));
    }
}
