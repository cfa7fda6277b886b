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
    /** The account is suspended (rule A3). */
    ACCOUNT_SUSPENDED,
    /** The account will be released in a day (rule A5). */
    ACCOUNT_RELEASE_WARNING,
    /** The account is released for good (rule A5). */
    ACCOUNT_RELEASED,
    /** What is available fell below the threshold that was set (rule A8). */
    BALANCE_LOW,
    /** Money was added to the balance (rule A1). */
    BALANCE_TOPPED_UP,
    /** A plan was bought (rule P11). */
    PLAN_PURCHASED,
    /** A plan took effect (rule P2). */
    PLAN_EFFECTIVE,
    /** Nothing is left of a plan in its current period (rule P10). */
    PLAN_EXHAUSTED,
    /** A plan expires soon (rule L10). */
    PLAN_EXPIRING,
    /** A plan's price was paid back (rule P9). */
    PLAN_REFUNDED,
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
    /** Little is left of the quota of a meter (rule Q2). */
    QUOTA_LOW,
    /** Nothing is left of the quota of a meter (rule Q2). */
    QUOTA_EXHAUSTED,
    /** The plans of a meter are expected to run out soon. */
    RUNWAY_LOW,
    /** An hour was billed (rule B4). */
    BILL_ISSUED,
    /** A license order was bought (rule L1). */
    LICENSE_PURCHASED,
    /** A license order was bound to an application (rule L2). */
    LICENSE_BOUND,
    /** A license order was renewed (rule L3). */
    LICENSE_RENEWED,
    /** A license order could not renew itself (rule L9). */
    LICENSE_RENEWAL_FAILED,
    /** A license order expires soon (rule L10). */
    LICENSE_EXPIRING,
    /** A license order expired (rule L8). */
    LICENSE_EXPIRED,
    /** A webhook is told of nothing any more (rule E1); an event of the operator, not of an account. */
    WEBHOOK_DISABLED;

    /** The name on the wire: {@code plan.exhausted}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replaceFirst("_", ".").replace('_', '-');
    }
}
