package dev.planstack.web.shared;

import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.RefusalReason;
import java.util.Optional;

/** How refusals are told over HTTP. */
public final class Refused {

    private Refused() {}

    /** The kind of problem that a reason is. */
    public static ProblemType type(RefusalReason reason) {
        return switch (reason) {
            case NOT_FOUND -> ProblemType.NOT_FOUND;
            case INVALID, UNKNOWN -> ProblemType.INVALID_REQUEST;
            case OUT_OF_RANGE -> ProblemType.USAGE_OUT_OF_RANGE;
            case ACCOUNT_RELEASED -> ProblemType.ACCOUNT_RELEASED;
            case ACCOUNT_OVERDUE -> ProblemType.ACCOUNT_OVERDUE;
            case IN_USE -> ProblemType.IN_USE;
            case CURRENCY_MISMATCH -> ProblemType.CURRENCY_MISMATCH;
            case ORDER_NOT_RENEWABLE -> ProblemType.ORDER_NOT_RENEWABLE;
            case EXPIRY_CHANGED -> ProblemType.EXPIRY_CHANGED;
            case ALREADY_BOUND -> ProblemType.ALREADY_BOUND;
            case PLAN_NOT_RENEWABLE -> ProblemType.PLAN_NOT_RENEWABLE;
            case PLAN_NOT_REFUNDABLE -> ProblemType.PLAN_NOT_REFUNDABLE;
            case PLAN_NOT_FREEZABLE -> ProblemType.PLAN_NOT_FREEZABLE;
            case USAGE_CONFLICT -> ProblemType.USAGE_CONFLICT;
            case RECORD_FINAL -> ProblemType.RECORD_FINAL;
            case CLOCK_BACKWARDS -> ProblemType.CLOCK_BACKWARDS;
            case IDEMPOTENCY_KEY_REUSED -> ProblemType.IDEMPOTENCY_KEY_REUSED;
            case INSUFFICIENT_BALANCE -> ProblemType.INSUFFICIENT_BALANCE;
        };
    }

    /** The problem that a refusal is; {@code account} is the one that the path names, if it does. */
    public static Problem problem(Refusal refusal, Optional<String> account) {
        ProblemType type = type(refusal.reason());
        Problem problem = Problem.of(type, refusal.detail()).with(refusal.faults());
        Problem told = type == ProblemType.INSUFFICIENT_BALANCE ? problem.with(refusal.facts()) : problem;
        return account.flatMap(a -> wayOut(type, a)).map(told::with).orElse(told);
    }

    private static Optional<Problem.Resolution> wayOut(ProblemType type, String account) {
        String path = "/v1/accounts/" + account;
        return switch (type) {
            case PLAN_NOT_RENEWABLE ->
                Optional.of(new Problem.Resolution("Buy another plan; it stacks with this one.", path + "/plans"));
            case ORDER_NOT_RENEWABLE ->
                Optional.of(new Problem.Resolution(
                        "Buy a new license order and bind it to the same application before this one expires; the"
                                + " application is then covered without a gap.",
                        path + "/license-orders"));
            case INSUFFICIENT_BALANCE, ACCOUNT_OVERDUE ->
                Optional.of(new Problem.Resolution("Top up the account, then try again.", path + "/top-ups"));
            default -> Optional.empty();
        };
    }
}
