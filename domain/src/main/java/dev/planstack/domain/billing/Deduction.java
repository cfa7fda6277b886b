package dev.planstack.domain.billing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.meter.Meters;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Quantity;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What usage records take from stacked plans, and what is left for pay-as-you-go. It is a function of the plans and the set
 * of records alone, whatever order they came in (rule U3): it bills hours, answers reads, and anything quicker is held
 * against it.
 *
 * @param records the records with their slices, in the order of deduction
 * @param uses what is taken from each period of a plan
 */
public record Deduction(List<DeductedRecord> records, Map<PlanPeriod, PlanUse> uses) {

    /** Keeps copies. */
    public Deduction {
        records = ImmutableList.copyOf(records);
        uses = ImmutableMap.copyOf(uses);
    }

    /** Deducts records from plans of which nothing has been taken yet. */
    public static Deduction of(
            BillingCalendar calendar, Meters meters, Collection<Plan> plans, Collection<UsageRecord> records) {
        return of(calendar, meters, plans, Map.of(), records);
    }

    /**
     * Deducts records from plans.
     *
     * @param taken what billed hours have taken already
     */
    public static Deduction of(
            BillingCalendar calendar,
            Meters meters,
            Collection<Plan> plans,
            Map<PlanPeriod, PlanUse> taken,
            Collection<UsageRecord> records) {
        Map<PlanPeriod, PlanUse> uses = new HashMap<>(taken);
        DeductionFold fold = new DeductionFold(calendar, meters, plans, uses);
        List<DeductedRecord> deducted = records.stream()
                .sorted(Comparator.comparing(UsageRecord::position))
                .map(record -> new DeductedRecord(record, fold.append(record)))
                .toList();
        return new Deduction(deducted, uses);
    }

    /** The slices of a record; none if it was not among the records. */
    public List<Slice> slicesOf(RecordId id) {
        return records.stream()
                .filter(r -> r.record().id().equals(id))
                .findFirst()
                .map(DeductedRecord::slices)
                .orElse(List.of());
    }

    /** What is left of a plan in the period that holds the instant. */
    public Quantity remaining(Plan plan, Instant instant, BillingCalendar calendar) {
        PlanPeriod period = new PlanPeriod(plan.id(), plan.periodStart(instant, calendar));
        return plan.terms()
                .quota()
                .minus(uses.getOrDefault(period, PlanUse.none(period)).taken());
    }

    /** What of a meter no plan covers. */
    public Quantity payAsYouGo(MeterCode meter) {
        return records.stream()
                .filter(r -> r.record().meter().equals(meter))
                .flatMap(r -> r.slices().stream())
                .filter(Slice::isPayAsYouGo)
                .map(Slice::quantity)
                .reduce(Quantity.ZERO, Quantity::plus);
    }

    /** How a meter is billed at an instant, after these records (rule B2). */
    public BillingMode mode(MeterCode meter, Instant instant, Collection<Plan> plans, BillingCalendar calendar) {
        return plans.stream()
                        .filter(p -> p.terms().meters().containsKey(meter) && p.covers(instant))
                        .anyMatch(p -> !remaining(p, instant, calendar).isZero())
                ? BillingMode.PLAN
                : BillingMode.PAY_AS_YOU_GO;
    }
}
