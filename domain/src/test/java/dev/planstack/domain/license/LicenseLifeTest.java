package dev.planstack.domain.license;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.account.AccountState;
import dev.planstack.domain.account.Transaction;
import dev.planstack.domain.account.TransactionType;
import dev.planstack.domain.shared.Event;
import dev.planstack.domain.shared.EventType;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Term;
import dev.planstack.testing.Given;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules L1–L10, A5 and E1 on one account as time passes. A month costs 10.00, a year 100.00, ten days 4.00. */
class LicenseLifeTest {

    private static final LicenseOffering SUITE =
            Given.licenses("suite", List.of("player/pro", "live/basic"), "P1M=10.00", "P1Y=100.00", "P10D=4.00");
    private static final AutoRenewal MONTHLY = AutoRenewal.auto(Term.of("P1M"));
    private static final ApplicationId SHOP = new ApplicationId("shop");

    private final LicenseDriver life = new LicenseDriver("UTC", "PT0S", Instant.parse("2026-01-31T10:00:00Z"), SUITE);

    private static Money usd(String amount) {
        return Money.of(amount, "USD");
    }

    private static ForeignOrder foreign(String instanceId, String offering, String startsAt, String expiresAt) {
        return new ForeignOrder(
                Optional.ofNullable(instanceId).map(InstanceId::new),
                List.of(Given.sdk("player/pro")),
                Instant.parse(startsAt),
                Instant.parse(expiresAt),
                Optional.ofNullable(offering).map(OfferingId::new),
                Optional.empty());
    }

    @Test
    @DisplayName("L1: an order is bought from the balance as one unit, with an instance ID and events")
    void purchase() {
        life.topUp("15.00");
        LicenseOrder order = life.done(life.tryToBuy("suite", "P1M", Optional.of(SHOP), MONTHLY));
        assertThat(order.id()).hasToString("a.order-000000001");
        assertThat(order.instanceId()).contains(new InstanceId("a.order-000000001"));
        assertThat(order.sdks()).isEqualTo(SUITE.sdks());
        assertThat(order.expiresAt()).isEqualTo("2026-02-28T10:00:00Z");
        assertThat(order.application()).contains(SHOP);
        assertThat(life.account().balance()).isEqualTo(usd("5.00"));
        Transaction charge = life.transactions.get(1);
        assertThat(charge.type()).isEqualTo(TransactionType.LICENSE);
        assertThat(charge.amount()).isEqualTo(usd("-10.00"));
        assertThat(charge.reference()).contains("a.order-000000001");
        assertThat(life.told())
                .containsExactly(
                        "01-31 10:00 account.created",
                        "01-31 10:00 balance.topped-up",
                        "01-31 10:00 license.purchased",
                        "01-31 10:00 license.bound");
        assertThat(life.events.get(2).data())
                .isEqualTo(Map.of(
                        "order", "a.order-000000001",
                        "instanceId", "a.order-000000001",
                        "offering", "suite",
                        "term", "P1M",
                        "price", "10.00",
                        "transaction", charge.id(),
                        "expiresAt", "2026-02-28T10:00:00Z"));
        assertThat(life.order(order.id())).isEqualTo(order);
    }

    @Test
    @DisplayName("L1, P11: a refused purchase changes nothing, and its number is not used up")
    void refusedPurchase() {
        life.topUp("9.99");
        assertThat(LicenseDriver.told(life.tryToBuy("suite", "P1M", Optional.of(SHOP), MONTHLY)))
                .isEqualTo("INSUFFICIENT_BALANCE");
        assertThat(life.orders()).isEmpty();
        assertThat(life.transactions).hasSize(1);
        assertThat(life.events).hasSize(2);
        life.topUp("0.01");
        assertThat(life.buy("suite", "P1M", MONTHLY).id().number()).isEqualTo(1);
    }

    @Test
    @DisplayName("L3, L5: a renewal is charged once, however often it is asked for; nothing but the expiry changes")
    void renewal() {
        life.topUp("100.00");
        LicenseOrder order = life.buy("suite", "P1M", AutoRenewal.MANUAL);
        Instant expiry = order.expiresAt();
        life.at("2026-02-10T00:00:00Z");
        LicenseOrder renewed = life.done(life.tryToRenew(order.id(), "P1M", expiry, Optional.empty()));
        assertThat(renewed.expiresAt()).isEqualTo("2026-03-31T10:00:00Z");
        assertThat(renewed.renewals())
                .containsExactly(new LicenseRenewal(
                        life.now,
                        RenewedBy.MANUAL,
                        Term.of("P1M"),
                        expiry,
                        expiry,
                        renewed.expiresAt(),
                        usd("10.00"),
                        3));
        assertThat(life.lastEvent())
                .isEqualTo(new Event(
                        EventType.LICENSE_RENEWED,
                        life.now,
                        Map.of(
                                "order", "a.order-000000001",
                                "instanceId", "a.order-000000001",
                                "by", "manual",
                                "term", "P1M",
                                "price", "10.00",
                                "transaction", life.transactions.get(2).id(),
                                "from", "2026-02-28T10:00:00Z",
                                "to", "2026-03-31T10:00:00Z")));
        assertThat(renewed.sdks()).isEqualTo(order.sdks());
        assertThat(renewed.instanceId()).isEqualTo(order.instanceId());
        assertThat(renewed.autoRenewal()).isEqualTo(order.autoRenewal());

        assertThat(LicenseDriver.told(life.tryToRenew(order.id(), "P1M", expiry, Optional.empty())))
                .isEqualTo("EXPIRY_CHANGED");
        assertThat(LicenseDriver.told(life.tryToRenew(order.id(), "P1Y", expiry, Optional.of(RenewalMode.AUTO))))
                .isEqualTo("EXPIRY_CHANGED");
        assertThat(life.order(order.id())).isEqualTo(renewed);
        assertThat(life.account().balance()).isEqualTo(usd("80.00"));
        assertThat(life.transactions).hasSize(3);
    }

    @Test
    @DisplayName("L6: the quote is what the renewal then does; money does not matter to it")
    void quote() {
        life.topUp("10.00");
        LicenseOrder order = life.buy("suite", "P1M", AutoRenewal.MANUAL);
        RenewalQuote quote = life.done(life.book.licenses().quote(order.id(), Term.of("P1Y"), life.now));
        assertThat(quote.refusal()).isEmpty();
        assertThat(quote.renewal())
                .contains(new RenewalQuote.Offer(Instant.parse("2027-02-28T10:00:00Z"), usd("100.00")));
        life.topUp("100.00");
        assertThat(life.renew(order, "P1Y").expiresAt()).isEqualTo("2027-02-28T10:00:00Z");

        life.withdraw("suite", true);
        RenewalQuote withdrawn = life.done(life.book.licenses().quote(order.id(), Term.of("P2Y"), life.now));
        assertThat(withdrawn.renewal()).isEmpty();
        assertThat(Given.told(withdrawn.refusal())).isEqualTo("ORDER_NOT_RENEWABLE");
        life.withdraw("suite", false);
        assertThat(LicenseDriver.told(life.book.licenses().quote(order.id(), Term.of("P2Y"), life.now)))
                .isEqualTo("INVALID /term");
    }

    @Test
    @DisplayName("L6: the price is that of the moment of the charge")
    void priceOfTheMoment() {
        life.topUp("100.00");
        LicenseOrder order = life.buy("suite", "P1M", MONTHLY);
        life.catalog.put(SUITE.id(), Given.licenses("suite", List.of("player/max"), "P1M=12.00"));
        life.at("2026-02-20T08:00:00Z");
        LicenseOrder renewed = life.order(order.id());
        assertThat(renewed.renewals().get(0).amount()).isEqualTo(usd("12.00"));
        assertThat(renewed.sdks()).isEqualTo(SUITE.sdks());
    }

    @Test
    @DisplayName("L9: tried nine days ahead at 08:00, then daily; a top-up does not trigger it, the next 08:00 does")
    void autoRenewal() {
        life.topUp("12.00");
        LicenseOrder order = life.buy("suite", "P1M", MONTHLY);
        life.told();
        life.at("2026-02-20T09:00:00Z");
        assertThat(life.told()).containsExactly("02-13 10:00 license.expiring", "02-20 08:00 license.renewal-failed");
        assertThat(life.lastEvent().data())
                .containsEntry("order", "a.order-000000001")
                .containsEntry("instanceId", "a.order-000000001")
                .containsEntry("reason", "insufficient-balance")
                .containsEntry("required", "10.00")
                .containsEntry("available", "2.00")
                .containsEntry("missing", "8.00")
                .containsEntry("nextAttemptAt", "2026-02-21T08:00:00Z")
                .containsEntry("expiresAt", "2026-02-28T10:00:00Z")
                .containsKey("detail");
        life.at("2026-02-22T08:00:00Z");
        assertThat(life.told())
                .containsExactly(
                        "02-21 08:00 license.renewal-failed",
                        "02-21 10:00 license.expiring",
                        "02-22 08:00 license.renewal-failed");
        life.topUp("8.00");
        life.at("2026-02-23T07:59:59.999999999Z");
        assertThat(life.told()).containsExactly("02-22 08:00 balance.topped-up");
        assertThat(life.order(order.id()).expiresAt()).isEqualTo("2026-02-28T10:00:00Z");
        life.at("2026-02-23T08:00:00Z");
        assertThat(life.told()).containsExactly("02-23 08:00 license.renewed");
        assertThat(life.lastEvent().data()).containsEntry("by", "auto").containsEntry("to", "2026-03-31T10:00:00Z");
        assertThat(life.account().balance()).isEqualTo(usd("0.00"));
        assertThat(life.renewals).hasSize(1);
        assertThat(life.renewals.get(0).renewal().by()).isEqualTo(RenewedBy.AUTO);
        assertThat(life.renewals.get(0).renewal().startsAt()).isEqualTo("2026-02-28T10:00:00Z");
    }

    @Test
    @DisplayName("L9: the last attempt lies before the expiry and says that none follows")
    void untilExpiry() {
        life.topUp("10.00");
        life.buy("suite", "P1M", MONTHLY);
        life.at("2026-02-27T10:00:00Z");
        life.told();
        life.at("2026-04-01T00:00:00Z");
        assertThat(life.told()).containsExactly("02-28 08:00 license.renewal-failed", "02-28 10:00 license.expired");
        assertThat(life.events.get(life.events.size() - 2).data())
                .doesNotContainKey("nextAttemptAt")
                .containsEntry("missing", "10.00");
        assertThat(life.lastEvent().data())
                .isEqualTo(Map.of("order", "a.order-000000001", "instanceId", "a.order-000000001"));
    }

    @Test
    @DisplayName("L9: a manual renewal moves the attempts to the new expiry")
    void manualRenewalMovesAttempts() {
        life.topUp("10.00");
        LicenseOrder order = life.buy("suite", "P1M", MONTHLY);
        life.at("2026-02-21T08:00:00Z");
        life.topUp("10.00");
        life.renew(order, "P1M");
        life.told();
        life.at("2026-03-23T08:00:00Z");
        assertThat(life.told())
                .containsExactly(
                        "03-01 10:00 license.expiring",
                        "03-16 10:00 license.expiring",
                        "03-23 08:00 license.renewal-failed");
    }

    @Test
    @DisplayName("L9: an order that cannot be renewed says so each day, with what it would take")
    void failsForOtherReasons() {
        life.topUp("100.00");
        LicenseOrder order = life.buy("suite", "P1M", MONTHLY);
        life.withdraw("suite", true);
        life.at("2026-02-20T08:00:00Z");
        assertThat(life.lastEvent().data())
                .containsEntry("reason", "order-not-renewable")
                .containsEntry("required", "10.00")
                .containsEntry("missing", "0.00");
        life.catalog.remove(SUITE.id());
        life.at("2026-02-21T08:00:00Z");
        assertThat(life.lastEvent().data())
                .containsEntry("reason", "order-not-renewable")
                .doesNotContainKeys("required", "available", "missing");
        life.catalog.put(SUITE.id(), Given.licenses("suite", List.of("player/pro"), "P1Y=1.00"));
        life.at("2026-02-22T08:00:00Z");
        assertThat(life.lastEvent().data())
                .containsEntry("reason", "invalid-request")
                .containsEntry("expiresAt", order.expiresAt().toString());
        assertThat(life.order(order.id())).isEqualTo(order);
    }

    @Test
    @DisplayName("L9, P11: attempts of one instant are made by id, each on what the one before left")
    void attemptsInOrder() {
        life.topUp("30.00");
        LicenseOrder first = life.buy("suite", "P1M", MONTHLY);
        LicenseOrder second = life.buy("suite", "P1M", MONTHLY);
        life.at("2026-02-20T08:00:00Z");
        assertThat(life.order(first.id()).renewals()).hasSize(1);
        assertThat(life.order(second.id()).renewals()).isEmpty();
        assertThat(life.told()).endsWith("02-20 08:00 license.renewed", "02-20 08:00 license.renewal-failed");
    }

    @Test
    @DisplayName("T5: at one instant orders expire, then others renew themselves, then it is reminded")
    void atOneInstant() {
        life.topUp("12.00");
        life.at("2026-02-01T08:00:00Z");
        life.buy("suite", "P10D", AutoRenewal.MANUAL);
        life.at("2026-02-04T08:00:00Z");
        life.buy("suite", "P10D", AutoRenewal.auto(Term.of("P10D")));
        life.buy("suite", "P10D", AutoRenewal.MANUAL);
        life.at("2026-02-11T07:59:59Z");
        life.told();
        life.at("2026-02-11T08:00:00Z");
        assertThat(life.told())
                .containsExactly(
                        "02-11 08:00 license.expired",
                        "02-11 08:00 license.renewal-failed",
                        "02-11 08:00 license.expiring",
                        "02-11 08:00 license.expiring");
    }

    @Test
    @DisplayName("L9: switched on inside the nine days, it is tried at the next 08:00; switched off, never")
    void switching() {
        life.topUp("100.00");
        LicenseOrder order = life.buy("suite", "P1M", AutoRenewal.NONE);
        life.at("2026-02-25T08:00:00Z");
        life.set(order, MONTHLY);
        assertThat(AutoRenewalSchedule.nextAttempt(life.order(order.id()), life.now, life.calendar))
                .contains(Instant.parse("2026-02-26T08:00:00Z"));
        life.set(order, AutoRenewal.MANUAL);
        life.at("2026-02-26T09:00:00Z");
        assertThat(life.order(order.id()).renewals()).isEmpty();
        life.set(order, MONTHLY);
        life.at("2026-02-27T08:00:00Z");
        assertThat(life.order(order.id()).renewals()).hasSize(1);
    }

    @Test
    @DisplayName("L3, L9: a renewal may set what happens by itself from then on, for its own term")
    void renewalSetsMode() {
        life.topUp("200.00");
        LicenseOrder order = life.buy("suite", "P1M", AutoRenewal.MANUAL);
        LicenseOrder yearly =
                life.done(life.tryToRenew(order.id(), "P1Y", order.expiresAt(), Optional.of(RenewalMode.AUTO)));
        assertThat(yearly.autoRenewal()).isEqualTo(AutoRenewal.auto(Term.of("P1Y")));
        LicenseOrder none =
                life.done(life.tryToRenew(order.id(), "P1M", yearly.expiresAt(), Optional.of(RenewalMode.NONE)));
        assertThat(none.autoRenewal()).isEqualTo(AutoRenewal.NONE);
        assertThat(life.order(order.id())).isEqualTo(none);
    }

    @Test
    @DisplayName("L10: reminders tell what expires when; an order that is not to be renewed gets only the last")
    void reminders() {
        life.topUp("100.00");
        LicenseOrder manual = life.buy("suite", "P10D", AutoRenewal.MANUAL);
        LicenseOrder none = life.buy("suite", "P10D", AutoRenewal.NONE);
        life.told();
        life.at("2026-02-10T10:00:00Z");
        assertThat(life.told())
                .containsExactly(
                        "02-03 10:00 license.expiring",
                        "02-07 10:00 license.expiring",
                        "02-09 10:00 license.expiring",
                        "02-09 10:00 license.expiring",
                        "02-10 10:00 license.expired",
                        "02-10 10:00 license.expired");
        List<Event> expiring = life.events.stream()
                .filter(e -> e.type() == EventType.LICENSE_EXPIRING)
                .toList();
        assertThat(expiring.get(0).data())
                .isEqualTo(Map.of(
                        "order",
                        manual.id().value(),
                        "instanceId",
                        manual.id().value(),
                        "days",
                        "7",
                        "expiresAt",
                        "2026-02-10T10:00:00Z"));
        assertThat(expiring.get(3).data())
                .containsEntry("order", none.id().value())
                .containsEntry("days", "1");
    }

    @Test
    @DisplayName("L4: a late renewal starts anew; within the grace it counts from the old expiry, though that was told")
    void lateRenewals() {
        LicenseDriver grace = new LicenseDriver("UTC", "P3D", Instant.parse("2026-01-31T10:00:00Z"), SUITE);
        grace.topUp("100.00");
        LicenseOrder order = grace.buy("suite", "P1M", AutoRenewal.MANUAL);
        grace.at("2026-03-02T10:00:00Z");
        assertThat(grace.lastEvent().type()).isEqualTo(EventType.LICENSE_EXPIRED);
        LicenseOrder inGrace = grace.renew(order, "P1M");
        assertThat(inGrace.expiresAt()).isEqualTo("2026-03-31T10:00:00Z");
        assertThat(inGrace.terms()).hasSize(1);
        grace.at("2026-04-03T10:00:00Z");
        LicenseOrder late = grace.renew(order, "P1M");
        assertThat(late.renewals().get(1).startsAt()).isEqualTo("2026-04-03T10:00:00Z");
        assertThat(late.expiresAt()).isEqualTo("2026-05-03T10:00:00Z");
        assertThat(late.terms()).hasSize(2);
    }

    @Test
    @DisplayName(
            "A5, P11: of a released account licenses stay valid and are reminded of, but neither bought nor renewed")
    void released() {
        life.setCreditLimit("100.00");
        LicenseOrder order = life.buy("suite", "P1Y", MONTHLY);
        life.setCreditLimit("0.00");
        assertThat(LicenseDriver.told(life.tryToRenew(order.id(), "P1M", order.expiresAt(), Optional.empty())))
                .isEqualTo("ACCOUNT_OVERDUE");
        life.at("2026-02-15T10:00:00Z");
        assertThat(life.account().state()).isEqualTo(AccountState.SUSPENDED);
        assertThat(LicenseDriver.told(life.tryToBuy("suite", "P1M", Optional.empty(), MONTHLY)))
                .isEqualTo("ACCOUNT_OVERDUE");
        life.done(life.tryToBind(order.id(), SHOP));
        life.at("2027-01-23T08:00:00Z");
        assertThat(life.account().state()).isEqualTo(AccountState.RELEASED);
        assertThat(life.order(order.id()).isExpired(life.now)).isFalse();
        assertThat(Coverage.of(life.orders(), sdk -> true).coveredUntil(life.now))
                .contains(Instant.parse("2027-01-31T10:00:00Z"));
        assertThat(life.told())
                .endsWith(
                        "03-02 10:00 account.released",
                        "01-01 10:00 license.expiring",
                        "01-16 10:00 license.expiring",
                        "01-23 08:00 license.renewal-failed");
        assertThat(life.lastEvent().data()).containsEntry("reason", "account-released");
        assertThat(LicenseDriver.told(
                        life.tryToTakeOver(foreign(null, null, "2026-01-01T00:00:00Z", "2028-01-01T00:00:00Z"))))
                .isEqualTo("ACCOUNT_RELEASED");
    }

    @Test
    @DisplayName(
            "L7: an order taken over costs nothing; one that can be renewed is, one that cannot is replaced without a gap")
    void takeOver() {
        life.topUp("20.00");
        LicenseOrder old = life.done(
                life.tryToTakeOver(foreign("old-1", "suite", "2025-03-01T00:00:00Z", "2026-03-01T00:00:00Z")));
        LicenseOrder nameless =
                life.done(life.tryToTakeOver(foreign(null, "suite", "2025-03-01T00:00:00Z", "2026-03-01T00:00:00Z")));
        assertThat(life.account().balance()).isEqualTo(usd("20.00"));
        assertThat(old.autoRenewal()).isEqualTo(AutoRenewal.MANUAL);
        assertThat(life.renew(old, "P1M").expiresAt()).isEqualTo("2026-04-01T00:00:00Z");
        assertThat(LicenseDriver.told(life.tryToRenew(nameless.id(), "P1M", nameless.expiresAt(), Optional.empty())))
                .isEqualTo("ORDER_NOT_RENEWABLE");
        life.done(life.tryToBind(nameless.id(), SHOP));
        life.at("2026-02-20T00:00:00Z");
        LicenseOrder replacement = life.done(life.tryToBuy("suite", "P1M", Optional.of(SHOP), MONTHLY));
        Coverage coverage = Coverage.of(
                List.of(life.order(nameless.id()), replacement),
                held -> held.sdk().equals("player"));
        assertThat(coverage.gapsAhead(life.now)).isEmpty();
        assertThat(coverage.coveredUntil(life.now)).contains(Instant.parse("2026-03-20T00:00:00Z"));
    }

    @Test
    @DisplayName("L1: no order gets an instance ID that one taken over has")
    void instanceIdsAreUnique() {
        life.topUp("20.00");
        life.done(
                life.tryToTakeOver(foreign("a.order-000000002", null, "2025-03-01T00:00:00Z", "2026-03-01T00:00:00Z")));
        life.done(
                life.tryToTakeOver(foreign("a.order-000000003", null, "2025-03-01T00:00:00Z", "2026-03-01T00:00:00Z")));
        assertThat(life.buy("suite", "P1M", MONTHLY).id()).hasToString("a.order-000000004");
        assertThat(LicenseDriver.told(life.tryToTakeOver(
                        foreign("a.order-000000004", null, "2025-03-01T00:00:00Z", "2026-03-01T00:00:00Z"))))
                .isEqualTo("IN_USE /instanceId");
        assertThat(life.orders().stream().map(o -> o.id().number())).containsExactly(1L, 3L, 4L);
    }

    @Test
    @DisplayName("L2, E1: binding is told once; nothing comes of binding again or elsewhere")
    void binding() {
        life.topUp("10.00");
        LicenseOrder order = life.buy("suite", "P1M", MONTHLY);
        life.told();
        LicenseOrder bound = life.done(life.tryToBind(order.id(), SHOP));
        assertThat(life.told()).containsExactly("01-31 10:00 license.bound");
        assertThat(life.lastEvent().data())
                .isEqualTo(Map.of(
                        "order", "a.order-000000001",
                        "instanceId", "a.order-000000001",
                        "application", "shop",
                        "expiresAt", "2026-02-28T10:00:00Z"));
        assertThat(life.done(life.tryToBind(order.id(), SHOP))).isEqualTo(bound);
        assertThat(LicenseDriver.told(life.tryToBind(order.id(), new ApplicationId("other"))))
                .isEqualTo("ALREADY_BOUND");
        assertThat(life.told()).isEmpty();
        assertThat(life.order(order.id())).isEqualTo(bound);
    }
}
