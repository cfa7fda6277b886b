package dev.planstack.domain.plan;

import dev.planstack.domain.account.Account;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Instants;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Reasons;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.RefusalReason;
import dev.planstack.domain.shared.Term;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Under which conditions plans are bought, renewed and frozen (rules P2, P8, P10, P11), in order of precedence. */
public final class PlanPolicies {

    /** What a purchase is decided on. */
    private record Purchase(
            Account account,
            PlanOffering offering,
            Instant effectiveAt,
            Money accrued,
            Instant now,
            BillingCalendar calendar) {}

    /** What a renewal is decided on. */
    private record Renewal(
            Account account,
            Plan plan,
            PlanOffering offering,
            Optional<Term> term,
            Money accrued,
            Instant now,
            BillingCalendar calendar) {}

    private static final List<Function<Purchase, Optional<Refusal>>> PURCHASE = List.of(
            p -> p.effectiveAt().isBefore(p.now())
                    ? field("/effectiveAt", "must not lie before now, which is " + p.now())
                    : Optional.empty(),
            p -> Instants.refusesExpiry(
                    p.calendar().plus(p.effectiveAt(), p.offering().validity()), "/effectiveAt"),
            p -> p.account().refusesToBuy(),
            p -> p.offering().withdrawn()
                    ? unknown("/offering", "is withdrawn and can no longer be bought")
                    : Optional.empty(),
            p -> unpriced(p.account(), p.offering()),
            p -> p.account().refusesToPay(priceFor(p.account(), p.offering()), p.accrued()));

    private static final List<Function<Renewal, Optional<Refusal>>> RENEWAL = List.of(
            // a plan that cannot be renewed at all cannot be renewed by a wrong term either
            r -> r.term()
                    .filter(t ->
                            notRenewable(r).isEmpty() && !t.equals(r.offering().validity()))
                    .flatMap(t -> field(
                            "/term",
                            "must be the offering's validity, " + r.offering().validity())),
            r -> r.account().refusesToBuy(),
            r -> notRenewable(r)
                    .map(why -> Refusal.of(
                            RefusalReason.PLAN_NOT_RENEWABLE, why + " Buy another plan instead: it stacks.")),
            r -> Instants.refusesExpiry(
                    r.calendar()
                            .plus(
                                    r.plan().effectiveAt(),
                                    r.plan().term().plus(r.offering().validity())),
                    "/term"),
            r -> unpriced(r.account(), r.offering()),
            r -> r.account().refusesToPay(priceFor(r.account(), r.offering()), r.accrued()));

    private PlanPolicies() {}

    /** Why a purchase is refused, if it is (rules P2, P11). */
    public static Optional<Refusal> refusesPurchase(
            Account account,
            PlanOffering offering,
            Instant effectiveAt,
            Money accrued,
            Instant now,
            BillingCalendar calendar) {
        return Reasons.first(PURCHASE, new Purchase(account, offering, effectiveAt, accrued, now, calendar));
    }

    /**
     * Why a renewal is refused, if it is (rules P8, P11).
     *
     * @param offering the plan's offering as it is now: it renews by its validity at its price
     * @param term the term asked for; empty leaves it to the offering
     */
    public static Optional<Refusal> refusesRenewal(
            Account account,
            Plan plan,
            PlanOffering offering,
            Optional<Term> term,
            Money accrued,
            Instant now,
            BillingCalendar calendar) {
        return Reasons.first(RENEWAL, new Renewal(account, plan, offering, term, accrued, now, calendar));
    }

    /** Why a plan cannot be frozen or unfrozen, if it cannot (rule P10). */
    public static Optional<Refusal> refusesFreeze(Account account, Plan plan, Instant now) {
        return account.refusesAsReleased().or(() -> {
            if (plan.refundedAt().isPresent()) {
                return Optional.of(Refusal.of(RefusalReason.PLAN_NOT_FREEZABLE, "The plan was refunded."));
            }
            return now.isBefore(plan.expiresAt())
                    ? Optional.empty()
                    : Optional.of(Refusal.of(
                            RefusalReason.PLAN_NOT_FREEZABLE, "The plan expired at " + plan.expiresAt() + "."));
        });
    }

    /** What an account pays for an offering that has a price in its currency. */
    public static Money priceFor(Account account, PlanOffering offering) {
        return Optional.ofNullable(offering.prices().get(account.settings().currency()))
                .orElseThrow(() -> new IllegalStateException(offering.id() + " has no price for " + account.id()));
    }

    private static Optional<String> notRenewable(Renewal r) {
        Stream<Optional<String>> reasons = Stream.of(
                Reasons.when(!r.plan().terms().renewable(), "Plans of this offering cannot be renewed."),
                Reasons.when(r.plan().refundedAt().isPresent(), "The plan was refunded."),
                Reasons.when(
                        !r.now().isBefore(r.plan().expiresAt()),
                        "The plan expired at " + r.plan().expiresAt() + "."),
                Reasons.when(r.offering().withdrawn(), "The offering is withdrawn."),
                Reasons.when(!r.offering().renewable(), "Plans of this offering can no longer be renewed."));
        return reasons.flatMap(Optional::stream).findFirst();
    }

    private static Optional<Refusal> unpriced(Account account, PlanOffering offering) {
        return account.refusesWithoutPrice(offering.prices().keySet(), "/offering");
    }

    private static Optional<Refusal> field(String pointer, String detail) {
        return Optional.of(Refusal.ofField(RefusalReason.INVALID, pointer, detail));
    }

    private static Optional<Refusal> unknown(String pointer, String detail) {
        return Optional.of(Refusal.ofField(RefusalReason.UNKNOWN, pointer, detail));
    }
}
