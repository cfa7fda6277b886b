package dev.planstack.domain.license;

import dev.planstack.domain.account.Account;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Under which conditions license orders are bought, taken over, renewed and bound (rules L1–L7), in order of precedence. */
final class LicensePolicies {

    /** What a purchase is decided on. */
    record Purchase(Account account, Money accrued, LicensePurchase wanted, Instant expiresAt) {}

    /**
     * What a renewal is decided on.
     *
     * @param offering the order's offering as it is now, if it has one
     * @param expected the expiry that is to be extended; empty where whatever there is, is
     * @param startsAt when the new term would start (rule L4)
     * @param expiresAt when the order would expire
     */
    record Renewal(
            Account account,
            Money accrued,
            LicenseOrder order,
            Optional<LicenseOffering> offering,
            Term term,
            Optional<Instant> expected,
            Instant startsAt,
            Instant expiresAt) {}

    private static final List<Function<Purchase, Optional<Refusal>>> PURCHASE = List.of(
            p -> notSold(p.wanted().offering(), p.wanted().term(), "/term"),
            p -> p.wanted()
                    .autoRenewal()
                    .term()
                    .flatMap(term -> notSold(p.wanted().offering(), term, "/autoRenewal/term")),
            p -> Instants.refusesExpiry(p.expiresAt(), "/term"),
            p -> p.account().refusesToBuy(),
            p -> p.wanted().offering().withdrawn()
                    ? Optional.of(Refusal.ofField(
                            RefusalReason.UNKNOWN, "/offering", "is withdrawn and can no longer be bought"))
                    : Optional.empty(),
            p -> unpriced(p.account(), p.wanted().offering(), p.wanted().term(), "/term"),
            p -> p.wanted()
                    .autoRenewal()
                    .term()
                    .flatMap(term -> unpriced(p.account(), p.wanted().offering(), term, "/autoRenewal/term")),
            p -> p.account()
                    .refusesToPay(
                            priceFor(
                                    p.account(),
                                    p.wanted().offering(),
                                    p.wanted().term()),
                            p.accrued()));

    /** Whether the order can be renewed at all: neither for how long nor with which money matters. */
    private static final List<Function<Renewal, Optional<Refusal>>> RENEWABLE = List.of(
            r -> r.account().refusesAsReleased(),
            r -> notRenewable(r.order(), r.offering()),
            r -> r.offering().flatMap(offering -> unpriced(r.account(), offering, r.term(), "/term")));

    private static final List<Function<Renewal, Optional<Refusal>>> RENEWAL = List.of(
            LicensePolicies::unfitTerm,
            r -> r.account().refusesToBuy(),
            r -> Reasons.first(RENEWABLE, r),
            r -> r.expected()
                    .filter(at -> !at.equals(r.order().expiresAt()))
                    .map(at -> Refusal.of(
                            RefusalReason.EXPIRY_CHANGED,
                            "The order expires at " + r.order().expiresAt() + ", not at " + at
                                    + "; it may have been renewed already. Nothing was charged.")),
            r -> r.account().refusesToPay(priceFor(r.account(), r.offering().orElseThrow(), r.term()), r.accrued()));

    private LicensePolicies() {}

    /** Why a purchase is refused, if it is (rules L1, P11). */
    static Optional<Refusal> refusesPurchase(Purchase purchase) {
        return Reasons.first(PURCHASE, purchase);
    }

    /** Why a renewal is refused, if it is (rules L3–L7, P11). */
    static Optional<Refusal> refusesRenewal(Renewal renewal) {
        return Reasons.first(RENEWAL, renewal);
    }

    /** Why an order cannot be renewed at all for its term, if it cannot (rules L6, L7). */
    static Optional<Refusal> refusesQuote(Renewal renewal) {
        return unfitTerm(renewal).or(() -> Reasons.first(RENEWABLE, renewal));
    }

    /** Why an order cannot renew itself as wanted, if it cannot (rules L7, L9). */
    static Optional<Refusal> refusesAutoRenewal(
            Account account, LicenseOrder order, Optional<LicenseOffering> offering, AutoRenewal wanted) {
        return wanted.term()
                .flatMap(term -> renewableBy(order, offering)
                        .flatMap(o -> notSold(o, term, "/term"))
                        .or(account::refusesAsReleased)
                        .or(() -> notRenewable(order, offering))
                        .or(() -> offering.flatMap(o -> unpriced(account, o, term, "/term"))));
    }

    /** Why an order is not taken over, if it is not; {@code known} are the orders that the account has. */
    static Optional<Refusal> refusesToTakeOver(
            Account account, ForeignOrder order, LicenseCatalog catalog, Stream<LicenseOrder> known) {
        if (!order.startsAt().isBefore(order.expiresAt())) {
            return Optional.of(Refusal.ofField(RefusalReason.INVALID, "/expiresAt", "must lie after /startsAt"));
        }
        return account.refusesAsReleased()
                .or(() -> order.offering()
                        .filter(id -> catalog.find(id).isEmpty())
                        .map(id -> Refusal.ofField(
                                RefusalReason.UNKNOWN, "/offering", "names an offering that does not exist")))
                .or(() -> order.instanceId()
                        .flatMap(id -> known.filter(k -> k.instanceId().equals(Optional.of(id)))
                                .findFirst()
                                .map(k -> Refusal.ofField(
                                        RefusalReason.IN_USE,
                                        "/instanceId",
                                        "is the instance ID of " + k.id() + " already"))));
    }

    /** Why an order is not bound to an application, if it is not (rule L2). */
    static Optional<Refusal> refusesBinding(LicenseOrder order, ApplicationId application) {
        return order.application()
                .filter(bound -> !bound.equals(application))
                .map(bound -> Refusal.of(
                        RefusalReason.ALREADY_BOUND,
                        "The order is bound to the application \"" + bound + "\" and stays with it."));
    }

    /** What an account pays for a term that is sold in its currency. */
    static Money priceFor(Account account, LicenseOffering offering, Term term) {
        return offering.price(term, account.settings().currency())
                .orElseThrow(() -> new IllegalStateException(offering.id() + " has no price for " + account.id()));
    }

    private static Optional<Refusal> notRenewable(LicenseOrder order, Optional<LicenseOffering> offering) {
        Stream<Optional<String>> reasons = Stream.of(
                Reasons.when(order.instanceId().isEmpty(), "The order has no instance ID to renew it by."),
                Reasons.when(offering.isEmpty(), "The order belongs to no offering."),
                Reasons.when(
                        offering.filter(LicenseOffering::withdrawn).isPresent(), "The order's offering is withdrawn."));
        return reasons.flatMap(Optional::stream)
                .findFirst()
                .map(why -> Refusal.of(
                        RefusalReason.ORDER_NOT_RENEWABLE,
                        why + " Buy a new order and bind it to "
                                + order.application()
                                        .map(app -> "the application \"" + app + "\"")
                                        .orElse("the application")
                                + " before this one expires at " + order.expiresAt() + "."));
    }

    /** An order that cannot be renewed at all cannot be renewed by a wrong term either. */
    private static Optional<Refusal> unfitTerm(Renewal r) {
        return renewableBy(r.order(), r.offering())
                .flatMap(offering ->
                        notSold(offering, r.term(), "/term").or(() -> Instants.refusesExpiry(r.expiresAt(), "/term")));
    }

    private static Optional<LicenseOffering> renewableBy(LicenseOrder order, Optional<LicenseOffering> offering) {
        return offering.filter(o -> notRenewable(order, offering).isEmpty());
    }

    private static Optional<Refusal> notSold(LicenseOffering offering, Term term, String pointer) {
        return offering.isSoldFor(term)
                ? Optional.empty()
                : Optional.of(Refusal.ofField(
                        RefusalReason.INVALID,
                        pointer,
                        "must be a term of the offering: "
                                + offering.prices().keySet().stream()
                                        .map(Term::toString)
                                        .sorted()
                                        .collect(Collectors.joining(", "))));
    }

    private static Optional<Refusal> unpriced(Account account, LicenseOffering offering, Term term, String pointer) {
        return Optional.ofNullable(offering.prices().get(term))
                .flatMap(prices -> account.refusesWithoutPrice(prices.keySet(), pointer));
    }
}
