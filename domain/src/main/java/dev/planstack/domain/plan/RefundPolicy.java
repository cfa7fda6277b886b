package dev.planstack.domain.plan;

import dev.planstack.domain.account.Account;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.domain.shared.Reasons;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.RefusalReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Under which conditions the price of a plan is paid back (rule P9), in order of precedence. */
public final class RefundPolicy {

    private static final int DAYS = 5;

    /** What a refund is decided on. */
    private record Request(
            Plan plan, Quantity taken, Optional<Instant> lastRefund, Instant now, BillingCalendar calendar) {}

    private static final List<Function<Request, Optional<String>>> REASONS = List.of(
            r -> Reasons.when(r.plan().refundedAt().isPresent(), "The plan was refunded already."),
            r -> Reasons.when(
                    r.plan().terms().period().isPresent(), "Only total plans are refunded; this one is periodic."),
            r -> Reasons.when(
                    !r.now().isBefore(r.plan().expiresAt()), "The plan has expired; what was left is forfeited."),
            r -> Reasons.when(
                    r.calendar().minusDays(r.now(), DAYS).isAfter(r.plan().purchasedAt()),
                    "A plan is refunded within " + DAYS + " days of its purchase."),
            r -> Reasons.when(!r.taken().isZero(), "Usage has drawn on the plan."),
            r -> Reasons.when(
                    r.lastRefund()
                            .filter(last ->
                                    r.calendar().yearOf(last) == r.calendar().yearOf(r.now()))
                            .isPresent(),
                    "One plan of an offering is refunded per calendar year, and one was."));

    private RefundPolicy() {}

    /**
     * Why a plan is not refunded, if it is not.
     *
     * @param taken what usage has taken from it
     * @param lastRefund when a plan of the same offering was last refunded to the account
     */
    public static Optional<Refusal> refuses(
            Account account,
            Plan plan,
            Quantity taken,
            Optional<Instant> lastRefund,
            Instant now,
            BillingCalendar calendar) {
        Request request = new Request(plan, taken, lastRefund, now, calendar);
        return account.refusesAsReleased()
                .or(() ->
                        Reasons.first(REASONS, request).map(why -> Refusal.of(RefusalReason.PLAN_NOT_REFUNDABLE, why)));
    }
}
