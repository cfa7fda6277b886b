package dev.planstack.domain.billing;

import dev.planstack.domain.plan.PlanId;
import dev.planstack.domain.shared.Quantity;
import java.util.List;
import java.util.Optional;

/**
 * The part of a usage record that one plan covers, or that is billed as pay-as-you-go (rule P5).
 *
 * @param draw what it takes from a plan; empty for pay-as-you-go
 * @param quantity units of the meter
 */
public record Slice(Optional<Draw> draw, Quantity quantity) {

    /**
     * What a slice takes from a plan (rule P6).
     *
     * @param plan the plan
     * @param units plan units taken
     * @param remainingAfter plan units left in the plan's period after it
     */
    public record Draw(PlanId plan, Quantity units, Quantity remainingAfter) {}

    static Slice ofPlan(PlanId plan, Quantity quantity, Quantity units, Quantity remainingAfter) {
        return new Slice(Optional.of(new Draw(plan, units, remainingAfter)), quantity);
    }

    static Slice payAsYouGo(Quantity quantity) {
        return new Slice(Optional.empty(), quantity);
    }

    /** Whether no plan covers it. */
    public boolean isPayAsYouGo() {
        return draw.isEmpty();
    }

    /** What of slices no plan covers, in units of the meter. */
    static Quantity uncovered(List<Slice> slices) {
        Quantity sum = Quantity.ZERO;
        for (Slice slice : slices) {
            sum = slice.isPayAsYouGo() ? sum.plus(slice.quantity()) : sum;
        }
        return sum;
    }
}
