package dev.planstack.web.shared;

import java.util.Locale;

/** The kinds of problem that the API tells of; each has a page of its own. */
public enum ProblemType {
    /** The body is not JSON. */
    MALFORMED_JSON,
    /** There is no key, or one that is not known. */
    UNAUTHORIZED,
    /** What is available does not cover the price. */
    INSUFFICIENT_BALANCE,
    /** The key may not do this. */
    FORBIDDEN,
    /** What the path names is not there. */
    NOT_FOUND,
    /** The path does not have this method. */
    METHOD_NOT_ALLOWED,
    /** The client accepts nothing that could be answered. */
    NOT_ACCEPTABLE,
    /** The account is overdue or suspended. */
    ACCOUNT_OVERDUE,
    /** The account is closed for good. */
    ACCOUNT_RELEASED,
    /** A usage record's id came with other content before. */
    USAGE_CONFLICT,
    /** A renewal named an expiry that no longer holds. */
    EXPIRY_CHANGED,
    /** The plan cannot be renewed. */
    PLAN_NOT_RENEWABLE,
    /** The plan cannot be refunded. */
    PLAN_NOT_REFUNDABLE,
    /** The plan cannot be frozen or unfrozen. */
    PLAN_NOT_FREEZABLE,
    /** The license order cannot be renewed. */
    ORDER_NOT_RENEWABLE,
    /** The license order is bound to another application. */
    ALREADY_BOUND,
    /** The usage record is billed. */
    RECORD_FINAL,
    /** The clock would go back. */
    CLOCK_BACKWARDS,
    /** What would change is in use. */
    IN_USE,
    /** Body, URL or headers are too large. */
    TOO_LARGE,
    /** The body is of another media type. */
    UNSUPPORTED_MEDIA_TYPE,
    /** Fields are at fault. */
    INVALID_REQUEST,
    /** A renewal would change more than the expiry. */
    CONFIGURATION_NOT_MODIFIABLE,
    /** Usage lies too far from now. */
    USAGE_OUT_OF_RANGE,
    /** An idempotency key was used for another request. */
    IDEMPOTENCY_KEY_REUSED,
    /** Currencies do not fit together. */
    CURRENCY_MISMATCH,
    /** The client is too fast. */
    TOO_MANY_REQUESTS,
    /** Whether it was kept is not known. */
    OUTCOME_UNKNOWN,
    /** Storage has no room. */
    STORAGE_FULL,
    /** Too much is asked at once. */
    OVERLOADED;

    /** The name on the wire: {@code not-found}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A problem of this kind, to be thrown. */
    public ProblemException problem(String detail) {
        return Problem.of(this, detail).thrown();
    }
}
