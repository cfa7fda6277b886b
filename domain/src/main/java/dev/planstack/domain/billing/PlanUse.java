package dev.planstack.domain.billing;

import dev.planstack.domain.shared.Quantity;
import java.util.Optional;

/**
 * What usage has taken from one period of a plan.
 *
 * @param period the period
 * @param settled plan units taken by billed hours; final
 * @param taken plan units taken in all, open hours included
 * @param lastDraw the last record in the order of deduction that drew on it; with nothing left, the one that drained it
 */
public record PlanUse(PlanPeriod period, Quantity settled, Quantity taken, Optional<Position> lastDraw) {

    /** Nothing taken yet. */
    public static PlanUse none(PlanPeriod period) {
        return new PlanUse(period, Quantity.ZERO, Quantity.ZERO, Optional.empty());
    }

    /** Whether nothing drew on it at or after the position. */
    boolean isUntouchedSince(Position position) {
        return lastDraw.map(position::isAfter).orElse(true);
    }

    PlanUse drawn(Quantity units, Position by) {
        boolean last = isUntouchedSince(by);
        return new PlanUse(period, settled, taken.plus(units), last ? Optional.of(by) : lastDraw);
    }

    /** As it was when the last billed hour ended. */
    PlanUse asSettled() {
        return new PlanUse(period, settled, settled, Optional.empty());
    }

    PlanUse withSettled(Quantity units) {
        return new PlanUse(period, units, taken, lastDraw);
    }
}
