package dev.planstack.domain.shared;

import java.util.Locale;

/** Why something is refused, in order of precedence: of several reasons the first is given. */
public enum RefusalReason {
    /** Nothing of that name is there. */
    NOT_FOUND,
    /** A value is not acceptable. */
    INVALID,
    /** An instant of usage is too far from now (rule U2). */
    OUT_OF_RANGE,
    /** The account is released for good (rule A5). */
    ACCOUNT_RELEASED,
    /** The account is overdue and cannot buy (rule P11). */
    ACCOUNT_OVERDUE,
    /** Something named is unknown or withdrawn. */
    UNKNOWN,
    /** The license order cannot be renewed (rule L7). */
    ORDER_NOT_RENEWABLE,
    /** What is there may not change any more because it is used (rule M5), or a name is taken already. */
    IN_USE,
    /** Currencies do not fit together (rule M2). */
    CURRENCY_MISMATCH,
    /** The license order has another expiry than the one that was to be extended (rule L5). */
    EXPIRY_CHANGED,
    /** The license order is bound to another application (rule L2). */
    ALREADY_BOUND,
    /** The plan cannot be renewed (rule P8). */
    PLAN_NOT_RENEWABLE,
    /** The plan cannot be refunded (rule P9). */
    PLAN_NOT_REFUNDABLE,
    /** The plan cannot be frozen (rule P10). */
    PLAN_NOT_FREEZABLE,
    /** The same usage record id came with other content (rule U1). */
    USAGE_CONFLICT,
    /** The usage record is billed (rule U5). */
    RECORD_FINAL,
    /** The clock would go back. */
    CLOCK_BACKWARDS,
    /** The idempotency key was used for another request. */
    IDEMPOTENCY_KEY_REUSED,
    /** What is available does not cover the price (rule P11). */
    INSUFFICIENT_BALANCE;

    /** The name in events, which is that of the problem that clients are told of: {@code insufficient-balance}. */
    public String code() {
        return switch (this) {
            case INVALID, UNKNOWN -> "invalid-request";
            case OUT_OF_RANGE -> "usage-out-of-range";
            default -> name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }
}
