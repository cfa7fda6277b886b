package dev.planstack.application.billing;

import dev.planstack.application.meter.OpenMeters;
import dev.planstack.application.shared.Caller;
import dev.planstack.application.shared.Turn;
import dev.planstack.application.shared.UsageRecords;
import dev.planstack.application.shared.UsageRecords.StoredRecord;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.billing.Slice;
import dev.planstack.domain.billing.UsageAdmission;
import dev.planstack.domain.billing.UsageRecord;
import dev.planstack.domain.meter.Meter;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.RefusalReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records one request's usage: all of it, or none if one record is refused. */
final class UsageRecording {

    /** A draft with what it is: new, or a repeat of what is there. */
    private record Judged(UsageRecord record, AccountId account, Optional<StoredRecord> before) {}

    /** What was kept: the result of each record, how many are new, and how many slices those had. */
    record Kept(List<UsageResult> results, long accepted, long slicesByPlan, long slicesPayAsYouGo) {}

    private final Caller caller;
    private final Turn turn;
    private final OpenMeters meters;
    private final UsageRecords stored;
    private final BillingCalendar calendar;
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<Judged> judged = new ArrayList<>();

    UsageRecording(Caller caller, Turn turn, OpenMeters meters, UsageRecords stored, BillingCalendar calendar) {
        this.caller = caller;
        this.turn = turn;
        this.meters = meters;
        this.stored = stored;
        this.calendar = calendar;
    }

    Outcome<Kept> record(UsageBatch batch) {
        if (!batch.faults().isEmpty()) {
            refusals.add(Refusal.ofFaults(batch.faults()));
        }
        Map<AccountId, List<UsageDraft>> byAccount = new LinkedHashMap<>();
        batch.drafts()
                .forEach(d -> byAccount
                        .computeIfAbsent(d.account(), a -> new ArrayList<>())
                        .add(d));
        Map<AccountId, Map<RecordId, StoredRecord>> known = new HashMap<>();
        byAccount.forEach((account, drafts) -> known.put(
                account,
                new HashMap<>(stored.find(
                        account, drafts.stream().map(UsageDraft::id).distinct().toList()))));
        for (UsageDraft draft : batch.drafts()) {
            judge(draft, known.getOrDefault(draft.account(), new HashMap<>()));
        }
        return refusals.isEmpty() ? Outcome.done(accept(batch.withSlices())) : Outcome.refused(Refusal.first(refusals));
    }

    private void judge(UsageDraft draft, Map<RecordId, StoredRecord> known) {
        Optional<AccountBook> book = caller.mayReach(draft.account()) ? turn.book(draft.account()) : Optional.empty();
        Optional<Meter> meter = meters.find(draft.meter());
        if (book.isEmpty()) {
            refuse(draft, RefusalReason.UNKNOWN, "/account", "names an account that does not exist");
        }
        if (meter.isEmpty()) {
            refuse(draft, RefusalReason.UNKNOWN, "/meter", "names a meter that does not exist");
        } else if (draft.quantity().value().stripTrailingZeros().scale()
                > meter.get().scale()) {
            refuse(
                    draft,
                    RefusalReason.INVALID,
                    "/quantity",
                    "must have at most " + meter.get().scale() + " decimals, the scale of meter " + draft.meter());
        }
        if (book.isEmpty() || meter.isEmpty()) {
            return;
        }
        UsageRecord record = UsageRecord.received(
                draft.id(), draft.meter(), draft.quantity(), draft.occurredAt(), turn.now(), calendar);
        StoredRecord before = known.get(draft.id());
        if (before == null) {
            UsageAdmission.refuses(record, meter.get(), book.get().account())
                    .ifPresent(refusal -> refusals.add(draft.located(refusal)));
            judged.add(new Judged(record, draft.account(), Optional.empty()));
            known.put(draft.id(), new StoredRecord(record, false, false));
        } else if (before.record().sameContent(record)) {
            judged.add(new Judged(before.record(), draft.account(), Optional.of(before)));
        } else {
            refuse(
                    draft,
                    RefusalReason.USAGE_CONFLICT,
                    "/id",
                    "was sent before with other content: " + before.record().quantity() + " of "
                            + before.record().meter() + " at " + before.record().occurredAt());
        }
    }

    private void refuse(UsageDraft draft, RefusalReason reason, String field, String detail) {
        refusals.add(draft.located(Refusal.ofField(reason, field, detail)));
    }

    private Kept accept(boolean withSlices) {
        Map<AccountId, List<UsageRecord>> fresh = new LinkedHashMap<>();
        for (Judged j : judged) {
            if (j.before().isEmpty()) {
                meters.use(meters.get(j.record().meter()), turn);
                fresh.computeIfAbsent(j.account(), a -> new ArrayList<>()).add(j.record());
            }
        }
        Map<AccountId, Map<RecordId, List<Slice>>> slices = new HashMap<>();
        fresh.forEach((account, records) -> slices.put(account, book(account).accept(records, turn.now())));
        List<UsageResult> results = new ArrayList<>();
        for (Judged j : judged) {
            List<Slice> now = withSlices ? slicesOf(j, slices.getOrDefault(j.account(), Map.of())) : List.of();
            results.add(new UsageResult(
                    j.record().id(), j.before().isPresent(), j.record().isLate(), now));
        }
        long accepted = 0;
        long slicesInAll = 0;
        long payAsYouGo = 0;
        for (Map<RecordId, List<Slice>> ofAccount : slices.values()) {
            accepted += ofAccount.size();
            for (List<Slice> ofRecord : ofAccount.values()) {
                slicesInAll += ofRecord.size();
                payAsYouGo += ofRecord.stream().filter(Slice::isPayAsYouGo).count();
            }
        }
        return new Kept(results, accepted, slicesInAll - payAsYouGo, payAsYouGo);
    }

    private List<Slice> slicesOf(Judged judged, Map<RecordId, List<Slice>> accepted) {
        List<Slice> fresh = accepted.get(judged.record().id());
        if (fresh != null) {
            return fresh;
        }
        StoredRecord before = judged.before().orElseThrow();
        if (before.voided()) {
            return List.of();
        }
        return before.settled()
                ? stored.settledSlices(judged.account(), judged.record().id())
                : book(judged.account())
                        .openDeduction(calendar.hourEnd(judged.record().hour()))
                        .slicesOf(judged.record().id());
    }

    private AccountBook book(AccountId account) {
        return turn.book(account).orElseThrow();
    }
}
