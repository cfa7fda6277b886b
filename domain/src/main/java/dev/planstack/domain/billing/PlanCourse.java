package dev.planstack.domain.billing;

import com.google.common.collect.ImmutableMap;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.EventType;
import dev.planstack.domain.shared.Quantity;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What becomes of an account's plans as time passes and usage draws on them, told with the switches that come of it (rule B3). */
final class PlanCourse {

    private final BillingCalendar calendar;
    private final UsageLedger ledger;
    private final BillingSwitches switches;
    private final ChangeCollector changes;

    PlanCourse(BillingCalendar calendar, UsageLedger ledger, BillingSwitches switches, ChangeCollector changes) {
        this.calendar = calendar;
        this.ledger = ledger;
        this.switches = switches;
        this.changes = changes;
    }

    /** Puts a plan that is new into the stack; if it takes effect at once, that is told. */
    void add(Plan plan, Instant now) {
        plan.terms().meters().keySet().forEach(switches::know);
        put(plan, plan.effectiveAt(), SwitchReason.PLAN_EXHAUSTED, now);
        if (plan.effectiveAt().equals(now)) {
            start(plan, now);
        }
        switchModes(metersOf(List.of(plan)), SwitchReason.PLAN_EFFECTIVE, now);
    }

    /** Puts a plan that changed into the stack; records that occurred from {@code from} on may be deducted otherwise now. */
    void change(Plan plan, Instant from, SwitchReason reason, Instant now) {
        put(plan, from, reason, now);
        switchModes(metersOf(List.of(plan)), reason, now);
    }

    private void put(Plan plan, Instant from, SwitchReason reason, Instant now) {
        changes.plan(plan);
        ledger.put(plan, from, changes);
        observe(reason, now);
    }

    /** Plans take effect. */
    void start(Instant at) {
        List<Plan> starting = plansWhere(p -> p.effectiveAt().equals(at));
        starting.forEach(plan -> start(plan, at));
        // what expires at this instant is told of as expired, in its turn
        Stream<MeterCode> covered = metersOf(starting).filter(m -> ledger.mode(m, at) == BillingMode.PLAN);
        switchModes(covered, SwitchReason.PLAN_EFFECTIVE, at);
    }

    private void start(Plan plan, Instant at) {
        changes.tell(
                EventType.PLAN_EFFECTIVE,
                at,
                ImmutableMap.of(
                        "plan", plan.id().value(), "expiresAt", plan.expiresAt().toString()));
        if (ledger.remaining(plan, at).isZero()) {
            tellExhausted(plan, at);
        }
    }

    /** Periodic plans get their quota again. */
    void refill(Instant at) {
        List<Plan> refilled = plansWhere(p -> p.terms().period().isPresent()
                && p.isValid(at)
                && p.effectiveAt().isBefore(at));
        refilled.stream()
                .filter(p -> p.periodStart(at, calendar).equals(at)
                        && ledger.remaining(p, at).isZero())
                .forEach(p -> tellExhausted(p, at));
        switchModes(metersOf(refilled), SwitchReason.PERIOD_RENEWED, at);
    }

    /** Plans expire. */
    void expire(Instant at) {
        List<Plan> expired = plansWhere(p -> p.expiresAt().equals(at));
        expired.forEach(plan -> changes.tell(
                EventType.PLAN_EXPIRED,
                at,
                ImmutableMap.of(
                        "plan", plan.id().value(),
                        "remaining", ledger.remaining(plan, at).toString())));
        switchModes(metersOf(expired), SwitchReason.PLAN_EXPIRED, at);
    }

    /** What plans hold is forfeited (rule A5). */
    void forfeit(Instant at) {
        ledger.forfeit();
        switchModes(switches.all().keySet().stream(), SwitchReason.ACCOUNT_RELEASED, at);
    }

    /** Tells of plans that usage drained since this was last asked, and of the switches that come of it. */
    void observe(SwitchReason exhaustedBecause, Instant now) {
        TreeSet<MeterCode> affected = new TreeSet<>();
        Map<PlanPeriod, Quantity> touched = ledger.drainTouched();
        touched.keySet().stream().map(ledger::use).forEach(changes::use);
        List<PlanPeriod> byPlan = touched.keySet().stream()
                .sorted(Comparator.comparing(PlanPeriod::plan))
                .toList();
        for (PlanPeriod period : byPlan) {
            Optional<Plan> found = ledger.plan(period.plan())
                    .filter(p -> p.isValid(now)
                            && p.refundedAt().isEmpty()
                            && p.periodStart(now, calendar).equals(period.start()));
            if (found.isEmpty()) {
                continue;
            }
            Plan plan = found.get();
            Quantity takenBefore = touched.getOrDefault(period, Quantity.ZERO);
            boolean wasDry = takenBefore.equals(plan.terms().quota());
            boolean isDry = ledger.remaining(plan, now).isZero();
            if (wasDry != isDry) {
                affected.addAll(plan.terms().meters().keySet());
            }
            if (!wasDry && isDry) {
                tellExhausted(plan, now);
            }
        }
        switchModes(affected.stream(), exhaustedBecause, now);
    }

    private void tellExhausted(Plan plan, Instant at) {
        changes.tell(
                EventType.PLAN_EXHAUSTED, at, ImmutableMap.of("plan", plan.id().value()));
    }

    private List<Plan> plansWhere(Predicate<Plan> condition) {
        return ledger.plans().stream()
                .filter(p -> p.refundedAt().isEmpty())
                .filter(condition)
                .toList();
    }

    private static Stream<MeterCode> metersOf(Collection<Plan> plans) {
        return plans.stream()
                .flatMap(plan -> plan.terms().meters().keySet().stream())
                .distinct()
                .sorted();
    }

    private void switchModes(Stream<MeterCode> affected, SwitchReason reason, Instant at) {
        switches.tell(affected.toList(), ledger, reason, at);
    }
}
