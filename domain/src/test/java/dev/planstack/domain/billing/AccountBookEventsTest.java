package dev.planstack.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.plan.Period;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.shared.Event;
import dev.planstack.domain.shared.RefusalReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules B1–B4, E2 and T5: what is told of an account, when and why. */
class AccountBookEventsTest {

    private final BookDriver driver = new BookDriver("10:00");

    @Test
    @DisplayName("B1, B3: a plan that takes effect on purchase switches at once: plan-effective")
    void effectiveAtOnce() {
        assertThat(driver.told()).containsExactly("10:00 account.created", "10:00 balance.topped-up");
        driver.buy("10", null, "PT6H", "", "m", "n");
        assertThat(driver.told())
                .containsExactly(
                        "10:00 plan.purchased",
                        "10:00 plan.effective",
                        "10:00 m plan plan-effective",
                        "10:00 n plan plan-effective");
    }

    @Test
    @DisplayName(
            "P2, B3: a plan bought ahead takes effect by itself, and expires by itself: plan-effective, plan-expired")
    void startAndExpiry() {
        driver.buy("10", null, "PT2H", "10:30", "m");
        assertThat(driver.at("10:29").switches()).isEmpty();
        assertThat(driver.at("18:00").told())
                .containsExactly(
                        "10:30 plan.effective",
                        "10:30 m plan plan-effective",
                        "12:30 plan.expired",
                        "12:30 m pay-as-you-go plan-expired");
    }

    @Test
    @DisplayName("B3, P10: running dry, and a void that gives back: plan-exhausted, usage-changed")
    void exhaustedAndVoided() {
        driver.buy("10", null, "PT6H", "", "m");
        driver.at("10:10").use("a", "m", "9", "10:10");
        driver.told();
        UsageRecord last = driver.at("10:11").use("b", "m", "1", "10:11");
        assertThat(driver.told()).containsExactly("10:11 plan.exhausted", "10:11 m pay-as-you-go plan-exhausted");
        driver.at("10:12").voidRecord(last);
        assertThat(driver.told()).containsExactly("10:12 m plan usage-changed");
    }

    @Test
    @DisplayName("B3, U4: a late record that drains a plan: usage-changed")
    void late() {
        driver.buy("10", null, "P1D", "", "m");
        driver.told();
        driver.at("13:30").use("late", "m", "10", "10:10");
        assertThat(driver.switches()).containsExactly("13:30 m pay-as-you-go usage-changed");
    }

    @Test
    @DisplayName("B3, P10: plan-frozen and plan-unfrozen; freezing a frozen plan tells nothing")
    void freezing() {
        Plan plan = driver.buy("10", null, "PT6H", "", "m");
        driver.told();
        Plan frozen = driver.at("10:05").freeze(plan);
        driver.freeze(frozen);
        driver.at("10:06").unfreeze(frozen);
        assertThat(driver.told())
                .containsExactly(
                        "10:05 plan.frozen",
                        "10:05 m pay-as-you-go plan-frozen",
                        "10:06 plan.unfrozen",
                        "10:06 m plan plan-unfrozen");
    }

    @Test
    @DisplayName("B3, P1: the next period begins: period-renewed; drained ahead of time it begins dry: plan-exhausted")
    void periods() {
        driver.buy("10", Period.HOUR, "PT6H", "", "m");
        driver.at("10:10").use("a", "m", "10", "10:10");
        assertThat(driver.switches())
                .containsExactly("10:00 m plan plan-effective", "10:10 m pay-as-you-go plan-exhausted");
        driver.at("10:58").use("b", "m", "10", "11:02");
        assertThat(driver.at("10:59").switches()).isEmpty();
        assertThat(driver.at("12:00").switches()).containsExactly("12:00 m plan period-renewed");
        driver.at("12:57").use("c", "m", "10", "13:01");
        assertThat(driver.at("13:00").told()).contains("13:00 plan.exhausted", "13:00 m pay-as-you-go plan-exhausted");
    }

    @Test
    @DisplayName("B3, P8: a renewal tells of itself, and of no switch where none is")
    void renewal() {
        Plan plan = driver.buy("10", Period.DAY, "PT6H", "", "m");
        driver.told();
        driver.at("15:59").renew(plan, "PT6H");
        assertThat(driver.told()).containsExactly("15:59 plan.renewed");
        assertThat(driver.at("23:00").told())
                .containsExactly("22:00 plan.expired", "22:00 m pay-as-you-go plan-expired");
    }

    @Test
    @DisplayName("B3, P8: a renewal that puts a plan behind another moves what was drawn: plan-renewed")
    void renewalThatReorders() {
        // the daily plan ends before the total one and is drawn on first; renewed, it ends after it
        Plan daily = driver.buy("5", Period.DAY, "PT2H", "", "m");
        driver.buy("5", null, "PT3H", "", "m", "n");
        driver.at("10:10").use("a", "m", "5", "10:10");
        assertThat(driver.book.remaining(daily, BookDriver.instant("10:10"))).hasToString("0");
        driver.told();
        Plan longer = driver.at("10:20").renew(daily, "PT2H");
        assertThat(driver.book.remaining(longer, BookDriver.instant("10:20"))).hasToString("5");
        assertThat(driver.switches()).containsExactly("10:20 n pay-as-you-go plan-renewed");
    }

    @Test
    @DisplayName("T5: start before expiry, so that no switch is told when one plan takes over from another")
    void takeOver() {
        driver.buy("10", null, "PT1H", "", "m");
        driver.buy("10", null, "PT1H", "11:00", "m");
        driver.told();
        assertThat(driver.at("11:30").told()).containsExactly("11:00 plan.effective", "11:00 plan.expired");
        assertThat(driver.book.modes()).containsValue(BillingMode.PLAN);
    }

    @Test
    @DisplayName("T5: refill before expiry: a refilled plan takes over without a switch")
    void refillTakesOver() {
        driver.buy("10", Period.HOUR, "PT6H", "", "m");
        driver.buy("10", null, "PT1H", "", "m");
        driver.at("10:30").use("a", "m", "10", "10:30");
        driver.told();
        assertThat(driver.at("11:30").told()).containsExactly("11:00 plan.expired");
    }

    @Test
    @DisplayName("T5: a plan that starts at an instant does not hide another's refill at that instant")
    void startAndRefill() {
        driver.buy("10", Period.HOUR, "PT6H", "", "m");
        driver.buy("10", null, "PT1H", "11:00", "n");
        driver.at("10:30").use("a", "m", "10", "10:30");
        driver.told();
        assertThat(driver.at("11:00").switches())
                .containsExactly("11:00 n plan plan-effective", "11:00 m plan period-renewed");
    }

    @Test
    @DisplayName("T5: what is due at an instant comes before requests at that instant")
    void dueBeforeRequests() {
        driver.buy("10", null, "PT1H", "", "m");
        driver.told();
        driver.at("11:00").buy("10", null, "PT1H", "", "m");
        assertThat(driver.told())
                .containsExactly(
                        "11:00 plan.expired",
                        "11:00 m pay-as-you-go plan-expired",
                        "11:00 plan.purchased",
                        "11:00 plan.effective",
                        "11:00 m plan plan-effective");
    }

    @Test
    @DisplayName("B4, M4: one bill for an hour with pay-as-you-go, one line per meter, posted as one transaction")
    void bill() {
        driver.buy("10", null, "PT6H", "", "m");
        driver.at("10:30").use("a", "m", "12", "10:30");
        driver.use("b", "n", "5", "10:30");
        driver.told();
        assertThat(driver.at("11:59").bills).isEmpty();
        assertThat(driver.at("12:00").told()).containsExactly("12:00 bill.issued");
        assertThat(driver.bills).singleElement().satisfies(bill -> {
            assertThat(bill.id()).isEqualTo("bill-20260110T100000Z");
            assertThat(bill.lines().stream().map(l -> l.meter() + " " + l.quantity() + " " + l.amount()))
                    .isEqualTo(List.of("m 2 0.08", "n 5 0.20"));
            assertThat(bill.total()).hasToString("0.28");
            assertThat(bill.transaction()).isEqualTo(3);
        });
        assertThat(driver.book.account().balance()).hasToString("98.72");
        assertThat(driver.book.accrued()).hasToString("0.00");
    }

    @Test
    @DisplayName("B4: an hour without pay-as-you-go makes no bill")
    void noBill() {
        driver.buy("10", null, "PT6H", "", "m");
        driver.at("10:30").use("a", "m", "10", "10:30");
        driver.told();
        assertThat(driver.at("20:00").told()).containsExactly("16:00 plan.expired");
        assertThat(driver.bills).isEmpty();
    }

    @Test
    @DisplayName("T5: at one instant the expiry is told before the hour is billed")
    void expiryBeforeBilling() {
        driver.buy("10", null, "PT2H", "", "m");
        driver.at("10:30").use("a", "m", "5", "10:30");
        driver.use("b", "n", "5", "10:30");
        driver.told();
        assertThat(driver.at("12:00").told())
                .containsExactly("12:00 plan.expired", "12:00 m pay-as-you-go plan-expired", "12:00 bill.issued");
    }

    @Test
    @DisplayName("P7: until the last hour is billed an expired plan holds its rest; then it is forfeited")
    void forfeited() {
        Plan plan = driver.buy("10", null, "PT30M", "", "m");
        driver.at("11:59").use("a", "m", "4", "10:10");
        assertThat(driver.book.remaining(plan, BookDriver.instant("11:59"))).hasToString("6");
        driver.at("12:00");
        assertThat(driver.book.remaining(plan, BookDriver.instant("12:00"))).hasToString("0");
        assertThat(driver.bills).isEmpty();
    }

    @Test
    @DisplayName("U5: a record whose hour is billed cannot be voided")
    void billedRecordStays() {
        UsageRecord record = driver.at("10:30").use("a", "m", "1", "10:30");
        driver.at("12:00");
        Optional<RefusalReason> refusal = driver.book
                .voidRecord(record, BookDriver.instant("12:00"))
                .fold(r -> Optional.empty(), r -> Optional.of(r.reason()));
        assertThat(refusal).contains(RefusalReason.RECORD_FINAL);
    }

    @Test
    @DisplayName("E2: a record out of order is told of as a new event; what was told stays")
    void outOfOrder() {
        driver.buy("10", null, "PT6H", "", "m");
        driver.at("10:30").use("b", "m", "10", "10:30");
        List<Event> told = List.copyOf(driver.events);
        driver.at("10:40").use("a", "m", "3", "10:20");
        assertThat(driver.events.subList(0, told.size())).isEqualTo(told);
        assertThat(driver.book.openDeduction(Instant.MAX).records().stream()
                        .collect(Collectors.toMap(
                                r -> r.record().id().value(), r -> r.slices().size())))
                .isEqualTo(Map.of("a", 1, "b", 2));
        assertThat(driver.book.account().available(driver.book.accrued())).hasToString("98.88");
    }
}
