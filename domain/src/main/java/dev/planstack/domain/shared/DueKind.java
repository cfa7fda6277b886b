package dev.planstack.domain.shared;

/** What time brings about, in the order in which it is done at one instant (rule T5). */
public enum DueKind {
    /** Plans take effect. */
    PLAN_START,
    /** Periodic plans get their quota again. */
    PLAN_REFILL,
    /** Plans expire. */
    PLAN_EXPIRY,
    /** An hour is billed. */
    HOUR_BILLING,
    /** An account whose protection has ended is suspended. */
    SUSPENSION,
    /** A suspended account is released. */
    RELEASE,
    /** License orders expire. */
    LICENSE_EXPIRY,
    /** License orders try to renew themselves. */
    AUTO_RENEWAL,
    /** Reminders and alerts are told. */
    REMINDER
}
