package dev.planstack.domain.billing;

import com.google.common.collect.ImmutableList;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.plan.Coefficient;
import dev.planstack.domain.plan.Freeze;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.StackOrder;
import dev.planstack.domain.shared.BillingCalendar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The plans that cover a meter, in the order in which they are drawn on (rules P3, P4). Between two instants at which a plan
 * starts, ends, freezes or gets its quota again it is the same.
 *
 * @param from the first instant that it holds for
 * @param until the first instant that it does not hold for any more
 * @param layers the plans in order
 */
record Stack(Instant from, Instant until, List<Layer> layers) {

    /**
     * One plan of the stack.
     *
     * @param plan the plan
     * @param period its period
     * @param end the end of that period, or the expiry where that is earlier
     * @param coefficient plan units for one unit of the meter
     */
    record Layer(Plan plan, PlanPeriod period, Instant end, Coefficient coefficient) {}

    static Stack at(Instant instant, MeterCode meter, Collection<Plan> plans, BillingCalendar calendar) {
        Instant from = Instant.MIN;
        Instant until = Instant.MAX;
        List<Layer> layers = new ArrayList<>();
        for (Plan plan : plans) {
            Coefficient coefficient = plan.terms().meters().get(meter);
            if (coefficient == null) {
                continue;
            }
            for (Instant boundary : boundaries(plan, instant, calendar)) {
                if (boundary.isAfter(instant)) {
                    until = boundary.isBefore(until) ? boundary : until;
                } else {
                    from = boundary.isAfter(from) ? boundary : from;
                }
            }
            if (plan.covers(instant)) {
                layers.add(new Layer(
                        plan,
                        new PlanPeriod(plan.id(), plan.periodStart(instant, calendar)),
                        plan.periodEnd(instant, calendar),
                        coefficient));
            }
        }
        Comparator<Plan> order = StackOrder.at(instant, calendar);
        layers.sort((a, b) -> order.compare(a.plan(), b.plan()));
        return new Stack(from, until, layers);
    }

    private static List<Instant> boundaries(Plan plan, Instant instant, BillingCalendar calendar) {
        ImmutableList.Builder<Instant> all = ImmutableList.builder();
        all.add(plan.effectiveAt(), plan.expiresAt());
        if (plan.isValid(instant)) {
            all.add(plan.periodStart(instant, calendar), plan.periodEnd(instant, calendar));
        }
        for (Freeze freeze : plan.freezes()) {
            all.add(freeze.from());
            freeze.to().ifPresent(all::add);
        }
        return all.build();
    }

    boolean holdsAt(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }
}
