package dev.planstack.domain.license;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.account.Transaction;
import dev.planstack.domain.account.TransactionType;
import dev.planstack.domain.shared.Due;
import dev.planstack.domain.shared.Event;
import dev.planstack.domain.shared.EventType;
import dev.planstack.domain.shared.Money;
import dev.planstack.testing.Given;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds over random lives of license orders, in odd zones, over month ends, leap days and clock changes. */
class LicenseBookPropertyTest {

    private static final LicenseHistory.Course LEAP = (driver, to) -> {};

    /** In steps that are no round part of anything, and one to each instant at which something falls due. */
    private static final LicenseHistory.Course SMALL_STEPS = (driver, to) -> {
        while (driver.now.isBefore(to)) {
            Instant next = driver.now.plusSeconds(200_003);
            driver.at(earliest(next, driver.book.nextDue().map(Due::at), to));
        }
    };

    /** As small steps, with the book opened afresh after each. */
    private static final LicenseHistory.Course REOPENED = (driver, to) -> {
        while (driver.now.isBefore(to)) {
            Instant next = driver.now.plusSeconds(200_003);
            driver.at(earliest(next, driver.book.nextDue().map(Due::at), to));
            driver.reopen();
        }
    };

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("planstack.seeds", 150));
    }

    private static Instant earliest(Instant next, Optional<Instant> due, Instant to) {
        Instant first = due.filter(at -> at.isBefore(next)).orElse(next);
        return first.isBefore(to) ? first : to;
    }

    private static LicenseHistory lived(long seed, LicenseHistory.Course course) {
        LicenseHistory history = new LicenseHistory(seed);
        for (int step = 0; step < history.length(); step++) {
            history.step(step, course);
        }
        return history;
    }

    @DisplayName(
            "T5: a leap of the clock gives what small steps give, and what a book gives that is opened afresh each time")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void stepsDoNotMatter(long seed) {
        LicenseHistory leap = lived(seed, LEAP);
        for (LicenseHistory.Course course : List.of(SMALL_STEPS, REOPENED)) {
            LicenseHistory other = lived(seed, course);
            assertThat(other.answers).isEqualTo(leap.answers);
            assertThat(other.driver.events).isEqualTo(leap.driver.events);
            assertThat(other.driver.transactions).isEqualTo(leap.driver.transactions);
            assertThat(other.driver.renewals).isEqualTo(leap.driver.renewals);
            assertThat(other.driver.orders()).isEqualTo(leap.driver.orders());
            assertThat(other.driver.account()).isEqualTo(leap.driver.account());
        }
    }

    @DisplayName("L9: what falls due next is what orders that are looked at afresh say, after whatever was done")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nextDueEqualsAfresh(long seed) {
        LicenseHistory history = new LicenseHistory(seed);
        LicenseHistory.Course watched = (driver, to) -> {
            Optional<Due> due = driver.book.nextDue();
            while (due.isPresent() && !due.get().at().isAfter(to)) {
                driver.now = due.get().at();
                driver.book.run(due.get());
                driver.done = due.get();
                assertNextDueAfresh(driver);
                due = driver.book.nextDue();
            }
        };
        for (int step = 0; step < history.length(); step++) {
            history.step(step, watched);
            assertNextDueAfresh(history.driver);
        }
    }

    private static void assertNextDueAfresh(LicenseDriver driver) {
        assertThat(driver.book.licenses().nextDue(driver.done))
                .as("after %s with %s", driver.done, driver.orders())
                .isEqualTo(driver.kept().licenses().nextDue(driver.done));
    }

    @DisplayName(
            "L5, A1: each renewal has one charge, each charge its renewal; no expiry ever moves back, no revision shrinks")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void renewalsAndCharges(long seed) {
        LicenseHistory history = new LicenseHistory(seed);
        LicenseDriver driver = history.driver;
        Map<LicenseOrderId, LicenseOrder> before = new HashMap<>();
        Map<ApplicationId, Long> revisions = new HashMap<>();
        for (int step = 0; step < history.length(); step++) {
            history.step(step, LEAP);
            for (LicenseOrder order : driver.orders()) {
                Optional.ofNullable(before.put(order.id(), order)).ifPresent(old -> assertGrown(old, order));
            }
            for (String app : List.of("app", "app0", "app1")) {
                assertRevisionGrows(driver, new ApplicationId(app), revisions);
            }
        }

        assertThat(history.repeated)
                .allSatisfy(
                        answers -> assertThat(answers).matches("done then EXPIRY_CHANGED|([A-Z_]+( /term)?) then \\1"));

        Map<Long, Transaction> charges = new HashMap<>();
        driver.transactions.stream()
                .filter(t -> t.type() == TransactionType.RENEWAL)
                .forEach(t -> charges.put(t.number(), t));
        assertThat(driver.renewals).hasSameSizeAs(charges.values());
        for (LicenseBook.Renewed renewed : driver.renewals) {
            LicenseRenewal renewal = renewed.renewal();
            Transaction charge = charges.get(renewal.transaction());
            assertThat(charge.reference()).contains(renewed.order().value());
            assertThat(charge.amount()).isEqualTo(renewal.amount().negated());
            assertThat(charge.at()).isEqualTo(renewal.at());
            assertThat(driver.order(renewed.order()).renewals()).contains(renewal);
        }
        assertThat(driver.orders().stream().mapToInt(o -> o.renewals().size()).sum())
                .isEqualTo(driver.renewals.size());
        assertThat(driver.transactions.stream().map(Transaction::amount).reduce(Money.zero(Given.USD), Money::plus))
                .isEqualTo(driver.account().balance());
        long purchased = driver.events.stream()
                .filter(e -> e.type() == EventType.LICENSE_PURCHASED)
                .count();
        assertThat(driver.transactions.stream().filter(t -> t.type() == TransactionType.LICENSE))
                .hasSize((int) purchased);
    }

    private static void assertGrown(LicenseOrder old, LicenseOrder order) {
        assertThat(order.expiresAt()).as("%s", order).isAfterOrEqualTo(old.expiresAt());
        assertThat(order.renewals().subList(0, old.renewals().size())).isEqualTo(old.renewals());
        assertThat(order.sdks()).isEqualTo(old.sdks());
        assertThat(order.instanceId()).isEqualTo(old.instanceId());
        old.application().ifPresent(app -> assertThat(order.application()).contains(app));
        Instant expiry = order.firstExpiresAt();
        for (LicenseRenewal renewal : order.renewals()) {
            assertThat(renewal.from()).as("L5: %s", order).isEqualTo(expiry);
            assertThat(renewal.startsAt()).isAfterOrEqualTo(expiry);
            expiry = renewal.to();
        }
    }

    private static void assertRevisionGrows(
            LicenseDriver driver, ApplicationId app, Map<ApplicationId, Long> revisions) {
        Application application = Application.of(
                app,
                "App",
                new PlatformIdentities(Optional.of("com.acme"), Optional.empty(), Optional.empty()),
                new LicenseKey("lk_1"));
        List<LicenseOrder> bound = driver.orders().stream()
                .filter(o -> o.application().equals(Optional.of(app)))
                .toList();
        LicenseDocument document = LicenseDocument.of(driver.account().id(), application, bound, driver.now);
        Long old = revisions.put(app, document.revision());
        assertThat(document.revision()).isGreaterThanOrEqualTo(old == null ? 1 : old);
        for (LicenseDocument.Grant grant : document.grants()) {
            assertThat(grant.expiresAt()).isAfter(driver.now);
        }
    }

    @DisplayName("L9, L10: attempts at 08:00 in the last nine days before the expiry, and each tells the next")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void attempts(long seed) {
        LicenseHistory history = lived(seed, LEAP);
        for (Event event : history.driver.events) {
            if (event.type() == EventType.LICENSE_RENEWAL_FAILED) {
                Instant expiresAt = Instant.parse(event.data().get("expiresAt"));
                assertThat(event.at().atZone(history.driver.calendar.zone()).toLocalTime())
                        .isEqualTo(LocalTime.of(8, 0));
                assertThat(event.at())
                        .isAfterOrEqualTo(history.driver.calendar.minusDays(expiresAt, 9))
                        .isBefore(expiresAt);
                Optional.ofNullable(event.data().get("nextAttemptAt"))
                        .map(Instant::parse)
                        .ifPresent(next -> assertThat(next)
                                .isEqualTo(history.driver.calendar.nextTimeOfDay(LocalTime.of(8, 0), event.at()))
                                .isBefore(expiresAt));
            }
        }
    }
}
