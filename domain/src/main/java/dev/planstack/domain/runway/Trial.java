package dev.planstack.domain.runway;

import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.billing.BookChanges;
import dev.planstack.domain.billing.HourUse;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.billing.Slice;
import dev.planstack.domain.billing.UsageRecord;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.domain.shared.Due;
import dev.planstack.domain.shared.Event;
import dev.planstack.domain.shared.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A copy of an account's book that is lived forward as a service would live it: due work first, then requests, in order of time.
 * What it does is seen nowhere else. It is an accumulator for one thread.
 */
final class Trial {

    private final Standing from;
    private final AccountBook book;
    private final Instant lastStoredHour;
    private final List<UsageRecord> own = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<HourUse> billed = new ArrayList<>();
    private final Map<PlanId, Plan> plans = new TreeMap<>();
    private Instant openFrom = Instant.MIN;

    Trial(Standing from) {
        this.from = from;
        this.lastStoredHour = from.snapshot().openHours().stream()
                .map(HourUse::hour)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        from.snapshot().plans().forEach(plan -> plans.put(plan.id(), plan));
        this.book = from.book(this::between);
    }

    /** The open records: those that the account has, but for hours that are billed by now, and those of the trial. */
    private List<UsageRecord> between(Instant start, Instant until) {
        Instant since = start.isAfter(openFrom) ? start : openFrom;
        List<UsageRecord> all = new ArrayList<>();
        if (!since.isAfter(lastStoredHour)) {
            all.addAll(from.records().between(since, until));
        }
        own.stream()
                .filter(record ->
                        !record.hour().isBefore(since) && record.hour().isBefore(until))
                .forEach(all::add);
        all.sort(Comparator.comparing(UsageRecord::position));
        return all;
    }

    AccountBook book() {
        return book;
    }

    /** What happened so far, in order. */
    List<Event> events() {
        return events;
    }

    /** All plans that it began with or bought, as they are now. */
    Collection<Plan> plans() {
        return plans.values();
    }

    /** The hours that were billed, with what each came to. */
    List<HourUse> billed() {
        return billed;
    }

    /** Does all that falls due up to an instant (rule T5). */
    void until(Instant at) {
        Optional<Due> due = book.nextDue();
        while (due.isPresent() && !due.get().at().isAfter(at)) {
            book.run(due.get());
            collect();
            due = book.nextDue();
        }
    }

    Outcome<Plan> purchase(PlanOffering offering, Optional<Instant> effectiveAt, Instant at) {
        Outcome<Plan> outcome = book.purchase(offering, effectiveAt, at);
        collect();
        return outcome;
    }

    /** Accepts records that are admitted; answers with the slices of each. */
    Map<RecordId, List<Slice>> use(List<UsageRecord> records, Instant at) {
        Map<RecordId, List<Slice>> slices = book.accept(records, at);
        own.addAll(records);
        collect();
        return slices;
    }

    private void collect() {
        BookChanges changes = book.drainChanges();
        events.addAll(changes.events());
        changes.plans().forEach(plan -> plans.put(plan.id(), plan));
        for (HourUse hour : changes.hours()) {
            if (hour.amount().isPresent()) {
                billed.add(hour);
                openFrom = from.calendar().hourEnd(hour.hour());
                own.removeIf(record -> record.hour().isBefore(openFrom));
            }
        }
    }
}
