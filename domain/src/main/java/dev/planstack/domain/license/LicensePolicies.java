package dev.planstack.domain.license;

import dev.planstack.domain.account.Account;
import dev.planstack.domain.shared.Instants;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.RefusalReason;
import dev.planstack.domain.shared.Term;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
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
     * @param expiresAt when the order would expire
     */
    record Renewal(
            Account account,
            Money accrued,
            LicenseOrder order,
            Optional<LicenseOffering> offering,
            Term term,
            Optional<Instant> expected,
            Instant expiresAt) {}

    private static final List<Function<Purchase, Optional<Refusal>>> PURCHASE = List.of(
            p -> notSold(p.wanted().offering(), p.wanted().term(), "/term"),
            p -> p.wanted()
                    .autoRenewal()
                    .term()
                    .flatMap(term -> notSold(p.wanted().offering(), term, "/autoRenewal/term")),
            p -> endFault(p.expiresAt()),
            p -> p.account().refusesToBuy(),
            p -> p.wanted().offering().withdrawn()
                    ? Optional.of(Refusal.ofField(
                            RefusalReason.UNKNOWN, "/offering", "is withdrawn and can no longer be bought"))
                    : Optional.empty(),
            p -> unpriced(p.account(), p.wanted().offering(), p.wanted().term()),
            p -> p.wanted()
                    .autoRenewal()
                    .term()
                    .flatMap(term -> unpriced(p.account(), p.wanted().offering(), term)),
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
            r -> r.offering().flatMap(offering -> unpriced(r.account(), offering, r.term())));

    private static final List<Function<Renewal, Optional<Refusal>>> RENEWAL = List.of(
            // an order that cannot be renewed at all cannot be renewed by a wrong term either
            r -> r.offering().filter(o -> !o.withdrawn()).flatMap(o -> notSold(o, r.term(), "/term")),
            r -> endFault(r.expiresAt()),
            r -> r.account().refusesToBuy(),
            r -> first(RENEWABLE, r),
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
        return first(PURCHASE, purchase);
    }

    /** Why a renewal is refused, if it is (rules L3–L7, P11). */
    static Optional<Refusal> refusesRenewal(Renewal renewal) {
        return first(RENEWAL, renewal);
    }

    /** Why an order cannot be renewed at all for its term, if it cannot (rules L6, L7). */
    static Optional<Refusal> refusesQuote(Renewal renewal) {
        return renewal.offering()
                .filter(o -> !o.withdrawn())
                .flatMap(o -> notSold(o, renewal.term(), "/term"))
                .or(() -> endFault(renewal.expiresAt()))
                .or(() -> first(RENEWABLE, renewal));
    }

    /** Why an order cannot renew itself as wanted, if it cannot (rules L7, L9). */
    static Optional<Refusal> refusesAutoRenewal(
            Account account, LicenseOrder order, Optional<LicenseOffering> offering, AutoRenewal wanted) {
        return wanted.term()
                .flatMap(term -> offering.filter(o -> !o.withdrawn())
                        .flatMap(o -> notSold(o, term, "/term"))
                        .or(account::refusesAsReleased)
                        .or(() -> notRenewable(order, offering))
                        .or(() -> offering.flatMap(o -> unpriced(account, o, term))));
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
                when(order.instanceId().isEmpty(), "The order has no instance ID to renew it by."),
                when(offering.isEmpty(), "The order belongs to no offering."),
                when(offering.filter(LicenseOffering::withdrawn).isPresent(), "The order's offering is withdrawn."));
        return reasons.flatMap(Optional::stream)
                .findFirst()
                .map(why -> new Refusal(
                        RefusalReason.ORDER_NOT_RENEWABLE,
                        why + " Buy a new order and bind it to "
                                + order.application()
                                        .map(app -> "the application \"" + app + "\"")
                                        .orElse("the application")
                                + " before this one expires at " + order.expiresAt() + ".",
                        List.of(),
                        Map.of()));
    }

    private static Optional<String> when(boolean condition, String reason) {
        return condition ? Optional.of(reason) : Optional.empty();
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

    private static Optional<Refusal> unpriced(Account account, LicenseOffering offering, Term term) {
        Currency currency = account.settings().currency();
        return !offering.isSoldFor(term) || offering.price(term, currency).isPresent()
                ? Optional.empty()
                : Optional.of(Refusal.ofField(
                        RefusalReason.CURRENCY_MISMATCH,
                        "/term",
                        "has no price in " + currency + ", the currency of the account"));
    }

    private static Optional<Refusal> endFault(Instant expiresAt) {
        return Instants.inRange(expiresAt)
                .<Optional<Refusal>>fold(
                        end -> Optional.empty(),
                        fault -> Optional.of(
                                Refusal.ofField(RefusalReason.INVALID, "/term", "ends too late: the expiry " + fault)));
    }

    private static <T> Optional<Refusal> first(List<Function<T, Optional<Refusal>>> policies, T request) {
        return policies.stream()
                .map(policy -> policy.apply(request))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
