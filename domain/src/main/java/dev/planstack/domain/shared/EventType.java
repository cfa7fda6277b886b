package dev.planstack.domain.shared;

import java.util.Locale;

/** What an event tells of (rule E1). */
public enum EventType {
    /** An account was created (rule B1). */
    ACCOUNT_CREATED,
    /** The balance no longer suffices (rule A2). */
    ACCOUNT_OVERDUE,
    /** The account is active again (rule A4). */
    ACCOUNT_RESTORED,
    /** Money was added to the balance (rule A1). */
    BALANCE_TOPPED_UP,
    /** A plan was bought (rule P11). */
    PLAN_PURCHASED,
    /** A plan took effect (rule P2). */
    PLAN_EFFECTIVE,
    /** Nothing is left of a plan in its current period (rule P10). */
    PLAN_EXHAUSTED,
    /** A plan expired (rule P7). */
    PLAN_EXPIRED,
    /** A plan was frozen (rule P10). */
    PLAN_FROZEN,
    /** A plan was unfrozen (rule P10). */
    PLAN_UNFROZEN,
    /** A renewable plan was renewed (rule P8). */
    PLAN_RENEWED,
    /** A meter's billing changed between plan and pay-as-you-go (rule B3). */
    BILLING_SWITCHED,
    /** An hour was billed (rule B4). */
    BILL_ISSUED;

    /** The name on the wire: {@code plan.exhausted}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replaceFirst("_", ".").replace('_', '-');
    }
}
