package dev.planstack.application.plan;

import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.PlanStatus;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Quantity;
import java.time.Instant;
import java.util.Optional;

/**
 * A plan as it stands at an instant.
 *
 * @param plan the plan
 * @param remaining plan units left in its current period
 * @param status what it is (rule P10)
 * @param periodEndsAt the end of its current period; empty for a total, expired or refunded plan
 */
public record PlanView(Plan plan, Quantity remaining, PlanStatus status, Optional<Instant> periodEndsAt) {

    /** The plan as its account's book shows it at {@code now}. */
    public static PlanView of(Plan plan, AccountBook book, Instant now, BillingCalendar calendar) {
        Quantity remaining = book.remaining(plan, now);
        PlanStatus status = plan.status(now, remaining);
        boolean over = status == PlanStatus.EXPIRED || status == PlanStatus.REFUNDED;
        return new PlanView(
                plan,
                remaining,
                status,
                plan.terms().period().filter(p -> !over).map(p -> plan.periodEnd(now, calendar)));
    }
}
