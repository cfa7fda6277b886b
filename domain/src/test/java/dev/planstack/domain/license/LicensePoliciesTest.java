package dev.planstack.domain.license;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Instants;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.Term;
import dev.planstack.testing.Given;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules L1–L7, L9 and P11: why orders are not sold, taken over, renewed or bound, in order of precedence. */
class LicensePoliciesTest {

    private static final BillingCalendar UTC = BillingCalendar.DEFAULT;
    private static final Instant NOW = Instant.parse("2026-01-10T10:00:00Z");
    private static final Money NOTHING = Money.zero(Given.USD);

    /** Sold at 1.00 a month and 10.00 a year, with traits: {@code withdrawn}, {@code unpriced}, {@code noyear} (in dollars). */
    private static LicenseOffering offering(String traits) {
        LicenseOffering o = Given.licenses("o", List.of("player/basic"), "P1M=1.00", "P1Y=10.00");
        Currency euro = Currency.getInstance("EUR");
        Map<Currency, Money> euros = Map.of(euro, Money.of("1.00", "EUR"));
        Map<Term, Map<Currency, Money>> prices = new HashMap<>(o.prices());
        prices.replaceAll((term, dollars) -> traits.contains("unpriced") ? euros : dollars);
        prices.computeIfPresent(Term.of("P1Y"), (term, p) -> traits.contains("noyear") ? euros : p);
        return new LicenseOffering(o.id(), o.name(), o.sdks(), prices, traits.contains("withdrawn"));
    }

    /** Expires at 10 February, with traits: {@code nameless} (no instance ID), {@code alien} (no offering), {@code bound}. */
    private static LicenseOrder order(String traits) {
        LicenseOrder o = GivenOrder.of(1, "player/basic").from(NOW).bought("P1M", UTC);
        return new LicenseOrder(
                o.id(),
                o.instanceId().filter(id -> !traits.contains("nameless")),
                o.offering().filter(id -> !traits.contains("alien")),
                traits.contains("bound") ? Optional.of(new ApplicationId("shop")) : Optional.empty(),
                o.sdks(),
                o.term(),
                o.recordedAt(),
                o.startsAt(),
                o.firstExpiresAt(),
                o.autoRenewal(),
                o.renewals());
    }

    @DisplayName("L1, P11: a purchase is refused for the first of: fields, account, offering, currency, balance")
    @ParameterizedTest(name = "{0} with {1}, offering {2}, {3} then {4} from {5}: {6}")
    @CsvSource({
        // state, balance, traits of the offering, term, term of the auto-renewal, now, what comes of it
        "active, 1.00, '', P1M, , 2026-01-10T10:00:00Z, done",
        "active, 0.99, '', P1M, , 2026-01-10T10:00:00Z, INSUFFICIENT_BALANCE",
        "active, 10.00, '', P12M, , 2026-01-10T10:00:00Z, done",
        "active, 9.99, '', P1Y, , 2026-01-10T10:00:00Z, INSUFFICIENT_BALANCE",
        // the auto-renewal is paid when it comes
        "active, 1.00, '', P1M, P1Y, 2026-01-10T10:00:00Z, done",
        "active, 1.00, '', P30D, , 2026-01-10T10:00:00Z, INVALID /term",
        "active, 1.00, '', P1M, P2M, 2026-01-10T10:00:00Z, INVALID /autoRenewal/term",
        "active, 1.00, '', P2M, P2M, 2026-01-10T10:00:00Z, INVALID /term",
        "active, 1.00, noyear, P1M, , 2026-01-10T10:00:00Z, done",
        "active, 0.00, noyear, P1Y, , 2026-01-10T10:00:00Z, CURRENCY_MISMATCH /term",
        "active, 0.00, noyear, P1M, P1Y, 2026-01-10T10:00:00Z, CURRENCY_MISMATCH /autoRenewal/term",
        "active, 0.00, unpriced, P1M, P1Y, 2026-01-10T10:00:00Z, CURRENCY_MISMATCH /term",
        "active, 0.00, withdrawn unpriced, P1M, , 2026-01-10T10:00:00Z, UNKNOWN /offering",
        "overdue, -1.00, withdrawn unpriced, P1M, , 2026-01-10T10:00:00Z, ACCOUNT_OVERDUE",
        "suspended, -1.00, withdrawn unpriced, P1M, , 2026-01-10T10:00:00Z, ACCOUNT_OVERDUE",
        "released, -1.00, withdrawn unpriced, P1M, , 2026-01-10T10:00:00Z, ACCOUNT_RELEASED",
        "released, -1.00, withdrawn unpriced, P2M, , 2026-01-10T10:00:00Z, INVALID /term",
        // the expiry has to be an instant that is handled
        "active, 1.00, '', P1M, , 2261-11-30T23:59:59.999999999Z, done",
        "active, 1.00, '', P1M, , 2261-12-01T00:00:00Z, INVALID /term",
        "released, -1.00, withdrawn, P1M, , 2261-12-01T00:00:00Z, INVALID /term",
    })
    void purchase(
            String state, String balance, String traits, String term, String renewal, Instant now, String result) {
        AutoRenewal auto = Optional.ofNullable(renewal)
                .map(Term::of)
                .map(AutoRenewal::auto)
                .orElse(AutoRenewal.MANUAL);
        LicensePurchase wanted = new LicensePurchase(offering(traits), Term.of(term), Optional.empty(), auto);
        assertThat(Given.told(LicensePolicies.refusesPurchase(new LicensePolicies.Purchase(
                        Given.account(state, balance, NOW), NOTHING, wanted, UTC.plus(now, Term.of(term))))))
                .isEqualTo(result);
    }

    @Test
    @DisplayName("P11: what is accrued is not available, to the cent; the refusal tells both")
    void accrued() {
        LicensePurchase wanted =
                new LicensePurchase(offering(""), Term.of("P1M"), Optional.empty(), AutoRenewal.MANUAL);
        Optional<Refusal> refusal = LicensePolicies.refusesPurchase(new LicensePolicies.Purchase(
                Given.account("active", "1.50", NOW), Money.of("0.51", "USD"), wanted, NOW));
        assertThat(refusal.map(Refusal::facts)).contains(Map.of("required", "1.00", "available", "0.99"));
        assertThat(LicensePolicies.refusesPurchase(new LicensePolicies.Purchase(
                        Given.account("active", "1.50", NOW), Money.of("0.50", "USD"), wanted, NOW)))
                .isEmpty();
    }

    @DisplayName("L3–L7, P11: a renewal is refused for the first of: term, account, order, currency, expiry, balance")
    @ParameterizedTest(name = "{0} with {1}, order {2}, offering {3}, {4} on {5}: {6}")
    @CsvSource({
        // state, balance, order, offering, term, expiry expected, what comes of it
        "active, 1.00, '', '', P1M, 2026-02-10T10:00:00Z, done",
        "active, 1.00, bound, '', P1M, 2026-02-10T10:00:00Z, done",
        "active, 10.00, '', '', P1Y, 2026-02-10T10:00:00Z, done",
        "active, 0.99, '', '', P1M, 2026-02-10T10:00:00Z, INSUFFICIENT_BALANCE",
        "active, 0.00, '', '', P1M, 2026-02-10T10:00:00.000000001Z, EXPIRY_CHANGED",
        "active, 0.00, '', '', P1M, 2026-02-10T09:59:59.999999999Z, EXPIRY_CHANGED",
        "active, 0.00, '', noyear, P1Y, 2026-02-09T10:00:00Z, CURRENCY_MISMATCH /term",
        "active, 0.00, '', withdrawn unpriced, P1M, 2026-02-09T10:00:00Z, ORDER_NOT_RENEWABLE",
        "active, 0.00, nameless, unpriced, P1M, 2026-02-09T10:00:00Z, ORDER_NOT_RENEWABLE",
        "active, 0.00, alien, '', P1M, 2026-02-09T10:00:00Z, ORDER_NOT_RENEWABLE",
        "overdue, -1.00, nameless alien, '', P1M, 2026-02-09T10:00:00Z, ACCOUNT_OVERDUE",
        "suspended, -1.00, '', withdrawn, P1M, 2026-02-09T10:00:00Z, ACCOUNT_OVERDUE",
        "released, -1.00, '', withdrawn, P1M, 2026-02-09T10:00:00Z, ACCOUNT_RELEASED",
        "released, -1.00, '', '', P2M, 2026-02-09T10:00:00Z, INVALID /term",
        // an order that cannot be renewed at all cannot be renewed by a wrong term either
        "active, 1.00, '', withdrawn, P2M, 2026-02-10T10:00:00Z, ORDER_NOT_RENEWABLE",
        "active, 1.00, nameless, '', P2M, 2026-02-10T10:00:00Z, ORDER_NOT_RENEWABLE",
        "active, 1.00, alien, '', P2M, 2026-02-10T10:00:00Z, ORDER_NOT_RENEWABLE",
    })
    void renewal(
            String state, String balance, String order, String traits, String term, Instant expected, String result) {
        assertThat(Given.told(LicensePolicies.refusesRenewal(
                        renewal(state, balance, order, traits, term, Optional.of(expected)))))
                .isEqualTo(result);
    }

    private static LicensePolicies.Renewal renewal(
            String state, String balance, String order, String traits, String term, Optional<Instant> expected) {
        LicenseOrder renewed = order(order);
        return new LicensePolicies.Renewal(
                Given.account(state, balance, NOW),
                NOTHING,
                renewed,
                renewed.offering().map(id -> offering(traits)),
                Term.of(term),
                expected,
                renewed.expiresAt(),
                renewed.expiryAfter(renewed.expiresAt(), Term.of(term), UTC));
    }

    @DisplayName("L7: the refusal says why and names the way that works")
    @ParameterizedTest(name = "order {0}, offering {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "nameless bound | withdrawn | The order has no instance ID to renew it by. Buy a new order and bind it to the"
                        + " application \"shop\" before this one expires at 2026-02-10T10:00:00Z.",
                "alien | '' | The order belongs to no offering. Buy a new order and bind it to the application before this"
                        + " one expires at 2026-02-10T10:00:00Z.",
                "'' | withdrawn | The order's offering is withdrawn. Buy a new order and bind it to the application before"
                        + " this one expires at 2026-02-10T10:00:00Z.",
            })
    void wayThatWorks(String order, String traits, String detail) {
        assertThat(LicensePolicies.refusesRenewal(renewal("active", "1.00", order, traits, "P1M", Optional.empty()))
                        .map(Refusal::detail))
                .contains(detail);
    }

    @DisplayName("L6, L7: a quote is refused where no money and no waiting would help")
    @ParameterizedTest(name = "{0}, order {1}, offering {2}, {3}: {4}")
    @CsvSource({
        // state, order, offering, term, what comes of it
        "active, '', '', P1M, done",
        "overdue, '', '', P1M, done",
        "suspended, '', '', P1Y, done",
        "released, '', '', P1M, ACCOUNT_RELEASED",
        "active, '', '', P2M, INVALID /term",
        "released, nameless, '', P2M, ACCOUNT_RELEASED",
        "active, nameless, '', P2M, ORDER_NOT_RENEWABLE",
        "active, '', withdrawn, P2M, ORDER_NOT_RENEWABLE",
        "active, alien, '', P1M, ORDER_NOT_RENEWABLE",
        "active, '', noyear, P1Y, CURRENCY_MISMATCH /term",
        "active, '', withdrawn noyear, P1Y, ORDER_NOT_RENEWABLE",
    })
    void quote(String state, String order, String traits, String term, String result) {
        assertThat(Given.told(
                        LicensePolicies.refusesQuote(renewal(state, "-1.00", order, traits, term, Optional.empty()))))
                .isEqualTo(result);
    }

    @DisplayName("T1: no renewal ends at an instant that is not handled")
    @ParameterizedTest(name = "started at {0}: {1}")
    @CsvSource({"2261-10-31T23:59:59.999999999Z, done", "2261-11-01T00:00:00Z, INVALID /term"})
    void endsTooLate(Instant start, String result) {
        LicenseOrder order = GivenOrder.of(1, "player/basic").from(start).bought("P1M", UTC);
        assertThat(order.expiresAt()).isBefore(Instants.MAX);
        assertThat(Given.told(LicensePolicies.refusesRenewal(new LicensePolicies.Renewal(
                        Given.account("active", "1.00", start),
                        NOTHING,
                        order,
                        Optional.of(offering("")),
                        Term.of("P1M"),
                        Optional.empty(),
                        order.expiresAt(),
                        order.expiryAfter(order.expiresAt(), Term.of("P1M"), UTC)))))
                .isEqualTo(result);
    }

    @DisplayName(
            "L7, L9: an order cannot be set to renew itself where it cannot be renewed; it may be too expensive yet")
    @ParameterizedTest(name = "{0}, order {1}, offering {2}, {3}: {4}")
    @CsvSource({
        // state, order, offering, term (none: not by itself), what comes of it
        "active, '', '', P1Y, done",
        "overdue, '', '', P1M, done",
        "suspended, '', '', P1M, done",
        "active, '', '', P2M, INVALID /term",
        "released, '', '', P2M, INVALID /term",
        "released, nameless, '', P1M, ACCOUNT_RELEASED",
        "active, nameless, '', P2M, ORDER_NOT_RENEWABLE",
        "active, alien, '', P1M, ORDER_NOT_RENEWABLE",
        "active, '', withdrawn noyear, P1Y, ORDER_NOT_RENEWABLE",
        "active, '', noyear, P1Y, CURRENCY_MISMATCH /term",
        "released, nameless alien, withdrawn, , done",
    })
    void autoRenewal(String state, String order, String traits, String term, String result) {
        AutoRenewal wanted =
                Optional.ofNullable(term).map(Term::of).map(AutoRenewal::auto).orElse(AutoRenewal.NONE);
        LicenseOrder changed = order(order);
        assertThat(Given.told(LicensePolicies.refusesAutoRenewal(
                        Given.account(state, "-1.00", NOW),
                        changed,
                        changed.offering().map(id -> offering(traits)),
                        wanted)))
                .isEqualTo(result);
    }

    @DisplayName(
            "L7: an order from elsewhere is taken over unless its dates, its offering or its instance ID do not fit")
    @ParameterizedTest(name = "{0}: {1} from {2} to {3}, offering {4}: {5}")
    @CsvSource({
        // state, instance ID, start, expiry, offering, what comes of it
        "active, x, 2026-01-01T00:00:00Z, 2026-01-01T00:00:00.000000001Z, o, done",
        "overdue, x, 2026-01-01T00:00:00Z, 2027-01-01T00:00:00Z, , done",
        "suspended, , 2027-01-01T00:00:00Z, 2028-01-01T00:00:00Z, , done",
        "active, x, 2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z, o, INVALID /expiresAt",
        "active, x, 2026-01-01T00:00:00.000000001Z, 2026-01-01T00:00:00Z, o, INVALID /expiresAt",
        "released, a.order-000000001, 2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z, p, INVALID /expiresAt",
        "released, a.order-000000001, 2026-01-01T00:00:00Z, 2027-01-01T00:00:00Z, p, ACCOUNT_RELEASED",
        "active, a.order-000000001, 2026-01-01T00:00:00Z, 2027-01-01T00:00:00Z, p, UNKNOWN /offering",
        "active, a.order-000000001, 2026-01-01T00:00:00Z, 2027-01-01T00:00:00Z, o, IN_USE /instanceId",
        "active, a.order-000000002, 2026-01-01T00:00:00Z, 2027-01-01T00:00:00Z, o, done",
    })
    void takeOver(
            String state, String instanceId, Instant startsAt, Instant expiresAt, String offering, String result) {
        ForeignOrder foreign = new ForeignOrder(
                Optional.ofNullable(instanceId).map(InstanceId::new),
                List.of(Given.sdk("player/basic")),
                startsAt,
                expiresAt,
                Optional.ofNullable(offering).map(OfferingId::new),
                Optional.empty());
        LicenseCatalog catalog = id -> Optional.of(offering("withdrawn")).filter(o -> o.id().equals(id));
        assertThat(Given.told(LicensePolicies.refusesToTakeOver(
                        Given.account(state, "-1.00", NOW), foreign, catalog, Stream.of(order("nameless"), order("")))))
                .isEqualTo(result);
    }

    @DisplayName("L2: an order stays with the application that it is bound to")
    @ParameterizedTest(name = "order {0} to {1}: {2}")
    @CsvSource({"'', shop, done", "bound, shop, done", "bound, Shop, ALREADY_BOUND"})
    void binding(String order, String application, String result) {
        assertThat(Given.told(LicensePolicies.refusesBinding(order(order), new ApplicationId(application))))
                .isEqualTo(result);
    }
}
