package dev.planstack.domain.billing;

import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.meter.Meters;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Quantity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Folds usage records into stacked plans (rules P3–P6, U3, U4): the one place where a record meets plans.
 *
 * <p>Records may come in any order. While a plan holds what a record needs, the order in which records draw on it cannot
 * matter, and once it is drained it cannot matter to what stands after the record that drained it. Only where a record would
 * change which record drained a plan does it have to be folded afresh, in order; {@link #insert} says so.
 *
 * <p>An accumulator for one thread; everything that goes in and comes out is immutable.
 */
final class DeductionFold {

    private final BillingCalendar calendar;
    private final Meters meters;
    private final Collection<Plan> plans;
    private final Map<PlanPeriod, PlanUse> uses;
    private final Map<MeterCode, Front> fronts = new HashMap<>();
    private final Map<PlanPeriod, Quantity> takenBefore = new HashMap<>();

    /**
     * A stack with how many of its first plans hold nothing any more, so that they need not be looked at one by one.
     *
     * @param stack the stack
     * @param drained how many
     * @param drainedBy the last record in the order of deduction that drew on one of them
     */
    private record Front(Stack stack, int drained, Optional<Position> drainedBy) {

        static Front of(Stack stack) {
            return new Front(stack, 0, Optional.empty());
        }

        /** With one more, whose use is given. */
        Front past(PlanUse use) {
            boolean later = use.lastDraw()
                    .filter(last -> drainedBy.map(last::isAfter).orElse(true))
                    .isPresent();
            return new Front(stack, drained + 1, later ? use.lastDraw() : drainedBy);
        }
    }

    /**
     * A fold that goes on from what was taken before.
     *
     * @param plans the plans, as they are whenever a record is folded
     * @param uses what was taken from them; changed as records are folded
     */
    DeductionFold(BillingCalendar calendar, Meters meters, Collection<Plan> plans, Map<PlanPeriod, PlanUse> uses) {
        this.calendar = calendar;
        this.meters = meters;
        this.plans = plans;
        this.uses = uses;
    }

    /** Has to be called when a plan was added or changed. */
    void plansChanged() {
        fronts.clear();
    }

    /** Goes back to what billed hours took, so that all open records can be folded afresh. */
    void reset() {
        uses.replaceAll((period, use) -> {
            takenBefore.putIfAbsent(period, use.taken());
            return use.asSettled();
        });
        fronts.replaceAll((meter, front) -> Front.of(front.stack()));
    }

    /** The periods that records drew on since this was last asked, with what was taken from each before. */
    Map<PlanPeriod, Quantity> drainTouched() {
        Map<PlanPeriod, Quantity> touched = Map.copyOf(takenBefore);
        takenBefore.clear();
        return touched;
    }

    /**
     * Takes a record in.
     *
     * @return its slices; empty if the record would move the point at which a plan ran dry, so that all open records have to
     *     be folded afresh in order. What was taken is then not to be relied on.
     */
    Optional<List<Slice>> insert(UsageRecord record) {
        List<Slice> slices = new ArrayList<>(1);
        Position position = record.position();
        Quantity rest = record.quantity();
        Front front = front(record);
        List<Stack.Layer> layers = front.stack().layers();
        // a late record passes by some of the plans, whatever they hold
        boolean late = record.isLate();
        if (!late
                && front.drainedBy().isPresent()
                && !position.isAfter(front.drainedBy().get())) {
            return Optional.empty();
        }
        for (int i = late ? 0 : front.drained(); i < layers.size(); i++) {
            Stack.Layer layer = layers.get(i);
            if (late && !layer.end().isAfter(record.hour())) {
                continue;
            }
            PlanUse use = uses.getOrDefault(layer.period(), PlanUse.none(layer.period()));
            Quantity left = layer.plan().terms().quota().minus(use.taken());
            Quantity need = layer.coefficient().planUnits(rest);
            boolean enough = need.compareTo(left) <= 0 && !left.isZero();
            if (!enough && !use.isUntouchedSince(position)) {
                return Optional.empty();
            }
            if (left.isZero()) {
                if (i == front.drained()) {
                    front = front.past(use);
                    fronts.put(record.meter(), front);
                }
                continue;
            }
            Quantity units = enough ? need : left;
            Quantity covered = enough
                    ? rest
                    : layer.coefficient()
                            .covered(left, meters.get(record.meter()).scale())
                            .min(rest);
            takenBefore.putIfAbsent(layer.period(), use.taken());
            uses.put(layer.period(), use.drawn(units, position));
            slices.add(Slice.ofPlan(layer.plan().id(), covered, units, left.minus(units)));
            rest = rest.minus(covered);
            if (rest.isZero()) {
                return Optional.of(slices);
            }
        }
        slices.add(Slice.payAsYouGo(rest));
        return Optional.of(slices);
    }

    /** Takes in a record that stands after all before it. */
    List<Slice> append(UsageRecord record) {
        return insert(record).orElseThrow(() -> new IllegalStateException("not in order: " + record.id()));
    }

    private Front front(UsageRecord record) {
        Front kept = fronts.get(record.meter());
        if (kept != null && kept.stack().holdsAt(record.occurredAt())) {
            return kept;
        }
        Front built = Front.of(Stack.at(record.occurredAt(), record.meter(), plans, calendar));
        fronts.put(record.meter(), built);
        return built;
    }
}
