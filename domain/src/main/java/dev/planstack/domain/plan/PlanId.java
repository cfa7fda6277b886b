package dev.planstack.domain.plan;

import dev.planstack.domain.shared.Identifiers;
import java.util.Locale;

/**
 * Names a plan within its account. Given by Planstack, ascending in the order of purchase (rule P4).
 *
 * @param value for example {@code plan-000000001}
 */
public record PlanId(String value) implements Comparable<PlanId> {

    /** The id of an account's n-th plan, counted from 1. */
    public static PlanId ofNumber(long number) {
        return new PlanId(String.format(Locale.ROOT, "plan-%09d", number));
    }

    @Override
    public int compareTo(PlanId other) {
        return Identifiers.BY_CODE_POINT.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
