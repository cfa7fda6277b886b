package dev.planstack.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Term;
import dev.planstack.testing.Given;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule L10 for plans: 30, 15, 7, 3 and 1 days before the expiry. */
class ExpiryRemindersTest {

    private static final Instant BOUGHT = Instant.parse("2026-01-10T10:00:00Z");

    private static String days(Plan plan, BillingCalendar calendar) {
        return plan.reminders(calendar).stream()
                .map(r -> String.valueOf(r.days()))
                .collect(Collectors.joining(" "));
    }

    @DisplayName("L10: a reminder that would lie before the purchase is left out")
    @ParameterizedTest(name = "validity {0}: {1}")
    @CsvSource({"P1Y, 30 15 7 3 1", "P31D, 30 15 7 3 1", "P29D, 15 7 3 1", "P7DT1S, 7 3 1", "P2D, 1", "PT23H, ''"})
    void beforePurchase(String validity, String days) {
        Plan plan = Given.plan(1, Given.offering("o", "10", null, validity, "m"), BOUGHT);
        assertThat(days(plan, BillingCalendar.DEFAULT)).isEqualTo(days);
    }

    @Test
    @DisplayName("L10: after a renewal they count from the new expiry, none before the renewal")
    void afterRenewal() {
        Plan plan = Given.plan(1, Given.offering("o", "10", Period.DAY, "P10D", "m"), BOUGHT);
        Plan renewed = plan.renewed(Term.of("P10D"), BOUGHT.plus(Duration.ofDays(9)), BillingCalendar.DEFAULT);
        assertThat(days(renewed, BillingCalendar.DEFAULT)).isEqualTo("7 3 1");
        assertThat(renewed.reminders(BillingCalendar.DEFAULT).get(0).at())
                .isEqualTo(Instant.parse("2026-01-23T10:00:00Z"));
    }

    @Test
    @DisplayName("T3: days are those of the billing zone, at the same time of day over a clock change")
    void overClockChange() {
        BillingCalendar newYork = new BillingCalendar(ZoneId.of("America/New_York"), Duration.ofHours(1));
        Instant start = Instant.parse("2026-03-01T15:00:00Z");
        Plan plan = Plan.bought(
                PlanId.ofNumber(1),
                Given.plan(1, Given.offering("o", "10", null, "P8D", "m"), start)
                        .terms(),
                start,
                start,
                newYork);
        assertThat(plan.expiresAt()).isEqualTo("2026-03-09T14:00:00Z");
        assertThat(plan.reminders(newYork).get(2).at()).isEqualTo("2026-03-08T14:00:00Z");
        assertThat(plan.reminders(newYork).get(1).at()).isEqualTo("2026-03-06T15:00:00Z");
    }
}
