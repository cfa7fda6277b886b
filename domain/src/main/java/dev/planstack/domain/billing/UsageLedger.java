package dev.planstack.domain.billing;

import com.google.common.collect.ImmutableSortedSet;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.meter.Meters;
import dev.planstack.domain.plan.Period;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Due;
import dev.planstack.domain.shared.DueKind;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What usage did to one account so far: what is taken from its plans and what of its open hours is pay-as-you-go.
 *
 * <p>It is kept up record by record. What billed hours did is final; what open hours did can always be folded afresh from
 * their records, and gives the same.
 */
final class UsageLedger {

    private record MonthMeter(Instant month, MeterCode meter) {}

    private record HourMeter(Instant hour, MeterCode meter) {}

    private static final Comparator<HourMeter> BY_HOUR =
            Comparator.comparing(HourMeter::hour).thenComparing(HourMeter::meter);

    private final BillingCalendar calendar;
    private final Meters meters;
    private final OpenRecords stored;
    private final TreeMap<PlanId, Plan> plans = new TreeMap<>();
    private final Map<PlanPeriod, PlanUse> uses = new HashMap<>();
    private final TreeMap<HourMeter, HourUse> openHours = new TreeMap<>(BY_HOUR);
    private final Map<MonthMeter, Quantity> months = new HashMap<>();
    private final DeductionFold fold;
    private boolean forfeited;

    // what follows from the plans alone; empty until it is asked for after they changed
    private Optional<ImmutableSortedSet<Due>> duesOfPlans = Optional.empty();
    private Optional<List<Plan>> periodicPlans = Optional.empty();

    UsageLedger(BillingCalendar calendar, Meters meters, OpenRecords stored, BookSnapshot snapshot) {
        this.calendar = calendar;
        this.meters = meters;
        this.stored = stored;
        snapshot.plans().forEach(p -> plans.put(p.id(), p));
        snapshot.uses().forEach(u -> uses.put(u.period(), u));
        snapshot.openHours().forEach(h -> openHours.put(new HourMeter(h.hour(), h.meter()), h));
        snapshot.months().forEach(m -> months.put(new MonthMeter(m.month(), m.meter()), m.payAsYouGo()));
        this.forfeited = snapshot.account().releasedAt().isPresent();
        this.fold = new DeductionFold(calendar, meters, plans.values(), uses);
    }

    Collection<Plan> plans() {
        return plans.values();
    }

    Optional<Plan> plan(PlanId id) {
        return Optional.ofNullable(plans.get(id));
    }

    private void plansChanged() {
        fold.plansChanged();
        duesOfPlans = Optional.empty();
        periodicPlans = Optional.empty();
    }

    /** When plans start, expire and are reminded of. */
    ImmutableSortedSet<Due> duesOfPlans() {
        if (duesOfPlans.isEmpty()) {
            duesOfPlans = Optional.of(plans.values().stream()
                    .filter(plan -> plan.refundedAt().isEmpty())
                    .flatMap(this::dues)
                    .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder())));
        }
        return duesOfPlans.get();
    }

    private Stream<Due> dues(Plan plan) {
        return Stream.concat(
                Stream.of(
                        new Due(plan.effectiveAt(), DueKind.PLAN_START),
                        new Due(plan.expiresAt(), DueKind.PLAN_EXPIRY)),
                plan.reminders(calendar).stream().map(reminder -> new Due(reminder.at(), DueKind.REMINDER)));
    }

    /** The plans that get their quota again and again. */
    List<Plan> periodicPlans() {
        if (periodicPlans.isEmpty()) {
            periodicPlans = Optional.of(plans.values().stream()
                    .filter(plan -> plan.refundedAt().isEmpty())
                    .filter(plan -> plan.terms().period().isPresent())
                    .toList());
        }
        return periodicPlans.get();
    }

    /** Adds a plan or puts a changed one in its place; what it changes for records from {@code from} on is folded afresh. */
    void put(Plan plan, Instant from, ChangeCollector changes) {
        plans.put(plan.id(), plan);
        plansChanged();
        boolean reaches = !openHours.isEmpty() && !openHours.lastKey().hour().isBefore(calendar.hourOf(from));
        if (reaches) {
            refold(changes, Map.of());
        }
    }

    List<PlanUse> uses() {
        return List.copyOf(uses.values());
    }

    List<HourUse> openHours() {
        return List.copyOf(openHours.values());
    }

    List<MonthUse> months() {
        return months.entrySet().stream()
                .map(m -> new MonthUse(m.getKey().month(), m.getKey().meter(), m.getValue()))
                .toList();
    }

    /** What is left of a plan in its current period at {@code now} (rules P1, P7). */
    Quantity remaining(Plan plan, Instant now) {
        if (forfeited || plan.refundedAt().isPresent() || !now.isBefore(plan.forfeitedAt(calendar))) {
            return Quantity.ZERO;
        }
        return left(plan, plan.periodStart(now, calendar));
    }

    private Quantity left(Plan plan, Instant periodStart) {
        PlanUse use = uses.get(new PlanPeriod(plan.id(), periodStart));
        return use == null ? plan.terms().quota() : plan.terms().quota().minus(use.taken());
    }

    PlanUse use(PlanPeriod period) {
        return uses.getOrDefault(period, PlanUse.none(period));
    }

    /** Whether a plan covers the meter at {@code now} and still holds quota (rule B2). */
    BillingMode mode(MeterCode meter, Instant now) {
        for (Plan plan : plans.values()) {
            if (plan.terms().meters().containsKey(meter)
                    && plan.covers(now)
                    && !remaining(plan, now).isZero()) {
                return BillingMode.PLAN;
            }
        }
        return BillingMode.PAY_AS_YOU_GO;
    }

    /** What all plans hold together that cover the meter at {@code now}, those for an hour or a day left out (rules Q1, Q3). */
    Quantity held(MeterCode meter, Instant now) {
        return plans.values().stream()
                .filter(plan -> plan.terms().meters().containsKey(meter))
                .filter(plan -> countsForAlerts(plan) && plan.covers(now))
                .map(plan -> remaining(plan, now))
                .reduce(Quantity.ZERO, Quantity::plus);
    }

    /** Whether a plan counts for quota alerts (rule Q3). */
    static boolean countsForAlerts(Plan plan) {
        return plan.terms().period().map(p -> p == Period.MONTH).orElse(true);
    }

    /** From now on plans hold nothing any more (rule A5); what they gave to records stays. */
    void forfeit() {
        forfeited = true;
    }

    /**
     * The next start of a period at which a plan turns from dry to full, or (drained ahead of time) from full to dry, as
     * things stand after {@code now}; most refills change nothing that anyone could see.
     *
     * @param watched whether any change of what is left can be seen, because an alert counts it
     */
    Optional<Instant> nextVisibleRefill(Plan plan, Instant now, boolean watched) {
        if (plan.terms().period().isEmpty() || plan.refundedAt().isPresent()) {
            return Optional.empty();
        }
        Instant from = now.isBefore(plan.effectiveAt()) ? plan.effectiveAt() : now;
        Quantity before = left(plan, plan.periodStart(from, calendar));
        Instant next = plan.periodEnd(from, calendar);
        while (next.isBefore(plan.expiresAt())) {
            Quantity left = left(plan, plan.periodStart(next, calendar));
            if (left.isZero() != before.isZero() || (watched && !left.equals(before))) {
                return Optional.of(next);
            }
            if (left.equals(plan.terms().quota())) {
                return Optional.empty();
            }
            next = plan.periodEnd(next, calendar);
        }
        return Optional.empty();
    }

    /** The oldest hour with usage that is not billed. */
    Optional<Instant> oldestOpenHour() {
        return openHours.isEmpty()
                ? Optional.empty()
                : Optional.of(openHours.firstKey().hour());
    }

    /** The periods that records drew on since this was last asked, with what was taken from each before. */
    Map<PlanPeriod, Quantity> drainTouched() {
        return fold.drainTouched();
    }

    /** Takes records in, collecting them; answers with the slices of each as they stand after all of them (rule U3). */
    Map<RecordId, List<Slice>> accept(List<UsageRecord> records, ChangeCollector changes) {
        Map<RecordId, List<Slice>> slices = new HashMap<>();
        records.forEach(changes::accepted);
        for (UsageRecord record : records) {
            slices.put(record.id(), List.of());
        }
        for (UsageRecord record : records) {
            Optional<List<Slice>> inserted = fold.insert(record);
            if (inserted.isEmpty()) {
                refold(changes, slices);
                return slices;
            }
            slices.put(record.id(), inserted.get());
            changes.hour(counted(record, inserted.get()));
        }
        return slices;
    }

    /** Takes a record out, collecting it. */
    void remove(UsageRecord record, ChangeCollector changes) {
        changes.voided(record);
        refold(changes, Map.of());
    }

    private HourUse counted(UsageRecord record, List<Slice> slices) {
        return openHours.compute(
                new HourMeter(record.hour(), record.meter()),
                (key, use) ->
                        (use == null ? HourUse.none(key.hour(), key.meter()) : use).plus(record.quantity(), slices));
    }

    private void refold(ChangeCollector changes, Map<RecordId, List<Slice>> wanted) {
        fold.reset();
        openHours.replaceAll((key, use) -> HourUse.none(key.hour(), key.meter()));
        for (UsageRecord record : openRecords(Instant.MIN, Instant.MAX, changes)) {
            List<Slice> slices = fold.append(record);
            changes.hour(counted(record, slices));
            if (wanted.containsKey(record.id())) {
                wanted.put(record.id(), slices);
            }
        }
        openHours.values().forEach(changes::hour);
    }

    /** The open records in order: those stored, with what is collected but not stored yet. */
    List<UsageRecord> openRecords(Instant from, Instant until, ChangeCollector changes) {
        List<UsageRecord> all = new ArrayList<>(stored.between(from, until));
        changes.acceptedRecords().stream()
                .filter(record -> !record.hour().isBefore(from) && record.hour().isBefore(until))
                .forEach(all::add);
        all.removeAll(changes.voidedRecords());
        all.sort(Comparator.comparing(UsageRecord::position));
        return all;
    }

    /** What the records of open hours do, folded afresh, each with its slices in the order of deduction. */
    Deduction openDeduction(Instant until, ChangeCollector changes) {
        Map<PlanPeriod, PlanUse> settled = new HashMap<>();
        uses.forEach((period, use) -> settled.put(period, use.asSettled()));
        return Deduction.of(calendar, meters, plans.values(), settled, openRecords(Instant.MIN, until, changes));
    }

    /** Makes the deductions of the oldest open hour final (rule U4) and answers with its pay-as-you-go lines (rule B4). */
    List<BillLine> settle(Instant hour, Currency currency, ChangeCollector changes) {
        Deduction deduction = openDeduction(calendar.hourEnd(hour), changes);
        deduction.uses().forEach((period, use) -> {
            PlanUse before = use(period);
            if (!before.settled().equals(use.taken())) {
                uses.put(period, before.withSettled(use.taken()));
                changes.use(use(period));
            }
        });
        deduction.records().forEach(changes::settled);
        List<BillLine> lines = new ArrayList<>();
        for (HourUse use : hour(hour)) {
            BillLine line = line(use, monthBefore(hour, use.meter()), currency);
            openHours.remove(new HourMeter(hour, use.meter()));
            changes.hour(use.billed(line.amount()));
            if (!use.payAsYouGo().isZero()) {
                lines.add(line);
                Instant month = calendar.monthOf(hour);
                Quantity after = months.merge(new MonthMeter(month, use.meter()), use.payAsYouGo(), Quantity::plus);
                changes.month(new MonthUse(month, use.meter(), after));
            }
        }
        forget(hour);
        return lines;
    }

    /** Drops what can matter to no open hour any more. */
    private void forget(Instant billedHour) {
        Instant open = calendar.hourEnd(billedHour);
        plans.values().removeIf(p -> !p.expiresAt().isAfter(open));
        uses.keySet().removeIf(period -> {
            Plan plan = plans.get(period.plan());
            return plan == null || !plan.periodEnd(period.start(), calendar).isAfter(open);
        });
        months.keySet().removeIf(m -> m.month().isBefore(calendar.monthOf(open)));
        plansChanged();
    }

    /** The pay-as-you-go charges not billed yet. */
    Money accrued(Currency currency) {
        return provisional(currency).stream()
                .map(use -> use.amount().orElseThrow())
                .reduce(Money.zero(currency), Money::plus);
    }

    /** The usage of open hours, each with the charge that it would be billed as things stand (rule M4), by hour. */
    List<HourUse> provisional(Currency currency) {
        List<HourUse> all = new ArrayList<>();
        Map<MonthMeter, Quantity> counted = new HashMap<>(months);
        for (HourUse use : openHours.values()) {
            MonthMeter month = new MonthMeter(calendar.monthOf(use.hour()), use.meter());
            Quantity before = counted.getOrDefault(month, Quantity.ZERO);
            all.add(use.billed(line(use, before, currency).amount()));
            counted.put(month, before.plus(use.payAsYouGo()));
        }
        return all;
    }

    private BillLine line(HourUse use, Quantity before, Currency currency) {
        if (use.payAsYouGo().isZero()) {
            return new BillLine(use.meter(), Quantity.ZERO, Money.zero(currency), List.of());
        }
        var prices = meters.get(use.meter()).charging(currency, use.hour());
        return new BillLine(
                use.meter(),
                use.payAsYouGo(),
                prices.charge(before, use.payAsYouGo(), currency),
                prices.split(before, use.payAsYouGo()));
    }

    private Quantity monthBefore(Instant hour, MeterCode meter) {
        return months.getOrDefault(new MonthMeter(calendar.monthOf(hour), meter), Quantity.ZERO);
    }

    private List<HourUse> hour(Instant hour) {
        return openHours.values().stream().filter(h -> h.hour().equals(hour)).toList();
    }
}
