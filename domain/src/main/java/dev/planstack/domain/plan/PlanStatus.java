package dev.planstack.domain.plan;

import java.util.Locale;

/** What a plan is at an instant: of several that hold, the first (rule P10). */
public enum PlanStatus {
    /** Its price was paid back; it covers nothing. */
    REFUNDED,
    /** Its validity is over. */
    EXPIRED,
    /** It covers nothing until it is unfrozen. */
    FROZEN,
    /** It takes effect later. */
    PENDING,
    /** Nothing is left in the current period. */
    EXHAUSTED,
    /** It covers usage. */
    ACTIVE;

    /** The name on the wire: {@code pending}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
