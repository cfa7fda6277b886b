package dev.planstack.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedSet;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.account.AccountSettings;
import dev.planstack.domain.account.AccountState;
import dev.planstack.domain.account.Protection;
import dev.planstack.domain.license.Licensing;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.meter.Meters;
import dev.planstack.domain.plan.Period;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Due;
import dev.planstack.domain.shared.Event;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.domain.shared.RefusalReason;
import dev.planstack.domain.shared.Term;
import dev.planstack.testing.Given;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules A2–A8, P9 and L10 on one account as time passes. A unit of the meter costs 0.04; hours are billed an hour after their end. */
class AccountLifeTest {

    private static final Instant START = Instant.parse("2026-02-01T10:00:00Z");
    private static final MeterCode METER = new MeterCode("m");

    private final List<String> told = new ArrayList<>();
    private final Map<RecordId, UsageRecord> open = new TreeMap<>();
    private AccountBook book = opened(settings("100.00", "P15D", "P15D", null));
    private Instant now = START;
    private int ids;

    private static AccountSettings settings(
            String protection, String duration, String releaseAfter, String lowBalance) {
        return new AccountSettings(
                "a",
                Given.USD,
                Money.zero(Given.USD),
                new Protection(Optional.ofNullable(protection).map(p -> Money.of(p, "USD")), Term.of(duration)),
                Term.of(releaseAfter),
                ImmutableSortedSet.of(),
                Optional.ofNullable(lowBalance).map(l -> Money.of(l, "USD")));
    }

    private AccountBook opened(AccountSettings settings) {
        Account account = Account.open(new AccountId("a"), settings, START);
        OpenRecords records = (from, until) -> open.values().stream()
                .filter(r -> !r.hour().isBefore(from) && r.hour().isBefore(until))
                .sorted((a, b) -> a.position().compareTo(b.position()))
                .toList();
        return AccountBook.open(
                BillingCalendar.DEFAULT, Meters.of(Given.meter("m", 0)), Licensing.NONE, records, account, START);
    }

    private void configure(AccountSettings settings) {
        done(book.configure(settings, now));
    }

    private void at(String instant) {
        now = Instant.parse(instant);
        Optional<Due> due = book.nextDue();
        while (due.isPresent() && !due.get().at().isAfter(now)) {
            book.run(due.get());
            collect();
            due = book.nextDue();
        }
    }

    private void topUp(String amount) {
        done(book.topUp(Money.of(amount, "USD"), Optional.empty(), now));
    }

    private void use(String quantity) {
        RecordId id = new RecordId("r" + ids++);
        UsageRecord record = UsageRecord.received(id, METER, Quantity.of(quantity), now, now, BillingCalendar.DEFAULT);
        var unused = book.accept(List.of(record), now);
        open.put(id, record);
        collect();
    }

    @CanIgnoreReturnValue
    private <T> T done(Outcome<T> outcome) {
        T value = outcome.fold(v -> v, refusal -> {
            throw new AssertionError(refusal);
        });
        collect();
        return value;
    }

    private void collect() {
        BookChanges changes = book.drainChanges();
        changes.settled().forEach(d -> open.remove(d.record().id()));
        changes.events().forEach(e -> told.add(tell(e)));
    }

    private static String tell(Event event) {
        return event.at().toString().substring(5, 16) + " " + event.type().code();
    }

    @CanIgnoreReturnValue
    private List<String> told() {
        List<String> all = List.copyOf(told);
        told.clear();
        return all;
    }

    private void owe(String balance, String usage) {
        topUp(balance);
        use(usage);
        told();
    }

    @Test
    @DisplayName(
            "A2, A3, A5: overdue with the bill, suspended when protection is over, warned a day before release, released")
    void wholeLife() {
        owe("1000.00", "26250");
        at("2026-02-01T12:00:00Z");
        assertThat(told()).containsExactly("02-01T12:00 bill.issued", "02-01T12:00 account.overdue");
        at("2026-02-16T11:59:59Z");
        assertThat(book.account().state()).isEqualTo(AccountState.OVERDUE);
        at("2026-06-01T00:00:00Z");
        assertThat(told())
                .containsExactly(
                        "02-16T12:00 account.suspended",
                        "03-02T12:00 account.release-warning",
                        "03-03T12:00 account.released");
        assertThat(book.account().overdueSince()).contains(Instant.parse("2026-02-01T12:00:00Z"));
        String refusal = book.topUp(Money.of("9999.00", "USD"), Optional.empty(), now)
                .<String>fold(t -> "", r -> r.reason().name());
        assertThat(refusal).isEqualTo(RefusalReason.ACCOUNT_RELEASED.name());
    }

    @Test
    @DisplayName("A3: amount 100, balance 1,000, a bill of 5,000 suspends at once; exactly 100 of debt does not")
    void suspendedAtOnce() {
        owe("1000.00", "125000");
        at("2026-02-01T12:00:00Z");
        assertThat(told())
                .containsExactly(
                        "02-01T12:00 bill.issued", "02-01T12:00 account.overdue", "02-01T12:00 account.suspended");

        book = opened(settings("100.00", "P15D", "P15D", null));
        now = START;
        owe("1000.00", "27500");
        at("2026-02-01T12:00:00Z");
        assertThat(book.account().balance()).isEqualTo(Money.of("-100.00", "USD"));
        assertThat(book.account().state()).isEqualTo(AccountState.OVERDUE);
    }

    @Test
    @DisplayName("A4: a top-up that leaves a debt changes nothing; one that covers it makes the account active at once")
    void restored() {
        owe("10.00", "1000");
        at("2026-02-20T00:00:00Z");
        assertThat(book.account().state()).isEqualTo(AccountState.SUSPENDED);
        told();
        topUp("29.99");
        assertThat(book.account().state()).isEqualTo(AccountState.SUSPENDED);
        topUp("0.01");
        assertThat(told())
                .containsExactly(
                        "02-20T00:00 balance.topped-up",
                        "02-20T00:00 balance.topped-up",
                        "02-20T00:00 account.restored");
        assertThat(book.account().overdueSince()).isEmpty();
        assertThat(book.account().suspendedAt()).isEmpty();
        at("2026-05-01T00:00:00Z");
        assertThat(told()).isEmpty();
    }

    @Test
    @DisplayName("A2, A3: a changed credit limit or protection takes effect at once")
    void settingsAtOnce() {
        owe("10.00", "1000");
        at("2026-02-03T12:00:00Z");
        told();
        configure(settings("29.99", "P15D", "P15D", null));
        assertThat(told()).containsExactly("02-03T12:00 account.suspended");
        AccountSettings credit = settings(null, "P15D", "P15D", null);
        configure(new AccountSettings(
                credit.name(),
                credit.currency(),
                Money.of("30.00", "USD"),
                credit.protection(),
                credit.releaseAfter(),
                credit.hardStop(),
                credit.lowBalanceAlert()));
        assertThat(told()).containsExactly("02-03T12:00 account.restored");
        configure(settings(null, "PT0S", "P15D", null));
        assertThat(told()).containsExactly("02-03T12:00 account.overdue", "02-03T12:00 account.suspended");
    }

    @Test
    @DisplayName("A5, B3: release forfeits what plans hold; hours still open are billed as always; no reminder follows")
    void releaseForfeits() {
        configure(settings("0.00", "PT0S", "PT90M", null));
        topUp("1.00");
        Plan plan = done(book.purchase(Given.offering("o", "10", null, "P5D", "m"), Optional.empty(), now));
        use("1010");
        at("2026-02-01T12:00:00Z");
        use("7");
        told();
        at("2026-02-01T14:00:00Z");
        assertThat(told()).containsExactly("02-01T13:30 account.released", "02-01T14:00 bill.issued");
        assertThat(book.remaining(plan, now)).isEqualTo(Quantity.ZERO);
        at("2026-03-01T00:00:00Z");
        assertThat(told()).isEmpty();
    }

    @Test
    @DisplayName("A5: a change that brings the release within a day is warned of at once, and once only")
    void releaseBroughtForward() {
        owe("1.00", "250");
        at("2026-02-17T00:00:00Z");
        assertThat(told())
                .containsExactly(
                        "02-01T12:00 bill.issued", "02-01T12:00 account.overdue", "02-16T12:00 account.suspended");
        configure(settings("100.00", "P15D", "P1D", null));
        assertThat(told()).containsExactly("02-17T00:00 account.release-warning");
        at("2026-02-18T00:00:00Z");
        assertThat(told()).containsExactly("02-17T12:00 account.released");
    }

    @Test
    @DisplayName("A3, A5: a change that suspends warns of the release at once where it is less than a day ahead")
    void suspendedByAChangeAndReleasedTheSameDay() {
        owe("1.00", "250");
        at("2026-02-02T00:00:00Z");
        told();
        configure(settings("1.00", "P15D", "PT12H", null));
        assertThat(told()).containsExactly("02-02T00:00 account.suspended", "02-02T00:00 account.release-warning");
        at("2026-02-03T00:00:00Z");
        assertThat(told()).containsExactly("02-02T12:00 account.released");
    }

    @Test
    @DisplayName("A8: low balance fires on the crossing and every day while below, and stops when overdue")
    void lowBalance() {
        configure(settings(null, "P15D", "P15D", "50.00"));
        topUp("100.00");
        use("1250");
        assertThat(told()).containsExactly("02-01T10:00 account.created", "02-01T10:00 balance.topped-up");
        use("1");
        assertThat(told()).containsExactly("02-01T10:00 balance.low");
        at("2026-03-01T00:00:00Z");
        assertThat(told())
                .containsExactly(
                        "02-01T12:00 bill.issued",
                        "02-02T10:00 balance.low",
                        "02-03T10:00 balance.low",
                        "02-04T10:00 balance.low",
                        "02-05T10:00 balance.low");
        topUp("10.00");
        use("300");
        assertThat(told()).containsExactly("03-01T00:00 balance.topped-up", "03-01T00:00 balance.low");
        use("10000");
        at("2026-03-05T00:00:00Z");
        assertThat(told()).containsExactly("03-01T02:00 bill.issued", "03-01T02:00 account.overdue");
    }

    @Test
    @DisplayName("L10: a plan's expiry is told 30, 15, 7, 3 and 1 days before, not once it is used up or refunded")
    void reminders() {
        topUp("10.00");
        done(book.purchase(Given.offering("o", "10", null, "P40D", "m"), Optional.empty(), now));
        told();
        at("2026-03-01T00:00:00Z");
        assertThat(told()).containsExactly("02-11T10:00 plan.expiring", "02-26T10:00 plan.expiring");
        use("10");
        told();
        at("2026-03-20T00:00:00Z");
        assertThat(told()).containsExactly("03-13T10:00 plan.expired");

        Plan refunded = done(book.purchase(Given.offering("p", "10", null, "P6D", "m"), Optional.empty(), now));
        done(book.refund(refunded, Optional.empty(), now));
        assertThat(told())
                .containsExactly(
                        "03-20T00:00 plan.purchased",
                        "03-20T00:00 plan.effective",
                        "03-20T00:00 billing.switched",
                        "03-20T00:00 plan.refunded",
                        "03-20T00:00 billing.switched");
        assertThat(book.account().balance()).isEqualTo(Money.of("9.00", "USD"));
        at("2026-05-01T00:00:00Z");
        assertThat(told()).isEmpty();
    }

    @Test
    @DisplayName(
            "Q1–Q3: quota alerts follow purchases, usage, refills and expiries; hourly and daily plans do not count")
    void quotaAlerts() {
        topUp("10.00");
        done(book.purchase(Given.offering("h", "500", Period.HOUR, "P1Y", "m"), Optional.empty(), now));
        done(book.purchase(Given.offering("mo", "100", Period.MONTH, "P1Y", "m"), Optional.empty(), now));
        assertThat(book.setQuotaAlert(METER, 20, now).armedTotal()).isEqualTo(Quantity.of("100"));
        collect();
        told();
        use("580");
        assertThat(told()).containsExactly("02-01T10:00 plan.exhausted", "02-01T10:00 quota.low");
        at("2026-02-01T10:30:00Z");
        use("20");
        assertThat(told())
                .containsExactly(
                        "02-01T10:30 plan.exhausted", "02-01T10:30 billing.switched", "02-01T10:30 quota.exhausted");
        at("2026-03-01T00:00:00Z");
        assertThat(book.quotaAlert(METER).orElseThrow().armedTotal()).isEqualTo(Quantity.of("100"));
        assertThat(book.quotaAlert(METER).orElseThrow().armedAt()).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(book.quotaAlert(METER).orElseThrow().firedAt()).isEmpty();
    }
}
