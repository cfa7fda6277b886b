package dev.planstack.web.plan;

import dev.planstack.domain.plan.Coefficient;
import dev.planstack.domain.plan.Period;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.domain.plan.PlanStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How what belongs to plans is written in answers. */
public final class PlanCodes {

    private PlanCodes() {}

    /** The plan's id. */
    public static String text(PlanId id) {
        return id.value();
    }

    /** {@code active}. */
    public static String text(PlanStatus status) {
        return status.code();
    }

    /** {@code 5/22}. */
    public static String text(Coefficient coefficient) {
        return coefficient.toString();
    }

    /** {@code month}, or nothing. */
    public static @Nullable String periodOrNull(Optional<Period> period) {
        return period.map(Period::code).orElse(null);
    }
}
