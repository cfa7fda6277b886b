package dev.planstack.application.billing;

import dev.planstack.application.meter.OpenMeters;
import dev.planstack.application.shared.Caller;
import dev.planstack.application.shared.Committed;
import dev.planstack.application.shared.Measurements;
import dev.planstack.application.shared.Refusals;
import dev.planstack.application.shared.UsageRecords;
import dev.planstack.application.shared.UsageRecords.StoredRecord;
import dev.planstack.application.shared.Writer;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Recording and voiding usage (rules U1–U5, U7). */
public final class Usage {

    private final Writer writer;
    private final UsageRecords stored;
    private final OpenMeters meters;
    private final BillingCalendar calendar;
    private final Measurements measurements;

    /** Usage that {@code writer} keeps; {@code measurements} is told what became of it. */
    public Usage(
            Writer writer,
            UsageRecords stored,
            OpenMeters meters,
            BillingCalendar calendar,
            Measurements measurements) {
        this.writer = writer;
        this.stored = stored;
        this.meters = meters;
        this.calendar = calendar;
        this.measurements = measurements;
    }

    /**
     * Records all records of a request, or none; answers with what became of each, in the order given. To the {@code caller} an
     * account out of its reach does not exist.
     */
    public CompletableFuture<Committed<Outcome<List<UsageResult>>>> record(Caller caller, UsageBatch batch) {
        int held = batch.drafts().size() + batch.faults().size();
        Map<AccountId, Set<RecordId>> records = batch.drafts().stream()
                .filter(draft -> caller.mayReach(draft.account()))
                .collect(Collectors.groupingBy(
                        UsageDraft::account, Collectors.mapping(UsageDraft::id, Collectors.toSet())));
        return writer.submit(
                        held, records, turn -> new UsageRecording(caller, turn, meters, stored, calendar).record(batch))
                .thenApply(committed -> {
                    measure(batch, committed.value());
                    return new Committed<>(committed.commit(), committed.value().map(UsageRecording.Kept::results));
                });
    }

    /** Only once it is durable: what is done again after a fault counts once. */
    private void measure(UsageBatch batch, Outcome<UsageRecording.Kept> outcome) {
        Object unused = outcome.<Object>fold(
                kept -> {
                    measurements.usageKept(
                            kept.accepted(),
                            kept.results().size() - kept.accepted(),
                            kept.slicesByPlan(),
                            kept.slicesPayAsYouGo());
                    return kept;
                },
                refusal -> {
                    measurements.usageRefused(batch.drafts().size());
                    return refusal;
                });
    }

    /** Voids a record (rule U5); voiding it again changes nothing. Refused once its hour is billed. */
    public CompletableFuture<Committed<Outcome<RecordId>>> voidRecord(AccountId account, RecordId id) {
        return writer.submit(1, Map.of(account, Set.of(id)), turn -> {
            Optional<AccountBook> book = turn.book(account);
            StoredRecord record =
                    book.isEmpty() ? null : stored.find(account, List.of(id)).get(id);
            if (book.isEmpty() || record == null) {
                return book.isEmpty() ? Refusals.notFound("account", account) : Refusals.notFound("usage record", id);
            }
            return record.voided()
                    ? Outcome.done(id)
                    : book.get().voidRecord(record.record(), turn.now()).map(voided -> id);
        });
    }
}
