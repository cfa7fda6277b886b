package dev.planstack.domain.billing;

import java.util.Locale;

/** Why billing switched (rule B3). */
public enum SwitchReason {
    /** A plan took effect. */
    PLAN_EFFECTIVE,
    /** A plan ran dry. */
    PLAN_EXHAUSTED,
    /** A plan expired. */
    PLAN_EXPIRED,
    /** A plan was frozen. */
    PLAN_FROZEN,
    /** A plan was unfrozen. */
    PLAN_UNFROZEN,
    /** A plan was refunded. */
    PLAN_REFUNDED,
    /** A plan was renewed. */
    PLAN_RENEWED,
    /** A periodic plan got its quota again. */
    PERIOD_RENEWED,
    /** A record that was voided or came late changed what is so now. */
    USAGE_CHANGED,
    /** The account was released. */
    ACCOUNT_RELEASED;

    /** The name on the wire: {@code plan-exhausted}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
