package dev.planstack.domain.plan;

import dev.planstack.domain.shared.BillingCalendar;
import java.time.Instant;
import java.util.Comparator;

/** The order in which stacked plans are drawn on (rule P4). */
public final class StackOrder {

    private StackOrder() {}

    /**
     * The order at an instant, first difference decides: end of the current period, or expiry where that is earlier or the
     * plan is total, earliest first; periodic before total; taken effect earliest; bought earliest; id ascending.
     */
    public static Comparator<Plan> at(Instant instant, BillingCalendar calendar) {
        return Comparator.comparing((Plan p) -> p.periodEnd(instant, calendar))
                .thenComparing(p -> p.terms().period().isEmpty())
                .thenComparing(Plan::effectiveAt)
                .thenComparing(Plan::purchasedAt)
                .thenComparing(Plan::id);
    }
}
