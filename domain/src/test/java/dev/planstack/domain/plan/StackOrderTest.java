package dev.planstack.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Money;
import dev.planstack.testing.Given;
import java.time.Instant;
import java.util.Comparator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule P4: which of two plans is drawn on first. */
class StackOrderTest {

    private static final BillingCalendar UTC = BillingCalendar.DEFAULT;

    /** A plan from {@code "number period validity effectiveAt purchasedAt"}. */
    private static Plan plan(String text) {
        String[] p = text.split(" ", 5);
        Period period = p[1].equals("TOTAL") ? null : Period.valueOf(p[1]);
        PlanTerms terms = Given.offering("o", "10", period, p[2], "m").terms(Money.of("1.00", "USD"));
        return Plan.bought(
                PlanId.ofNumber(Long.parseLong(p[0])),
                terms,
                Instant.parse(p[4] + ":00Z"),
                Instant.parse(p[3] + ":00Z"),
                UTC);
    }

    @DisplayName(
            "P4: end of period or expiry; periodic before total; effectiveAt; purchasedAt; id: first difference decides")
    @ParameterizedTest(name = "at {0}: {1} before {2}")
    @CsvSource({
        // the expiry, though all else speaks for the other
        "2026-01-10T12:00, 9 TOTAL P2D 2026-01-10T10:00 2026-01-10T10:00, 1 TOTAL P4D 2026-01-09T10:00 2026-01-09T10:00",
        // the end of the period before a later expiry, and after an earlier one
        "2026-01-10T12:00, 9 DAY P30D 2026-01-10T10:00 2026-01-10T10:00, 1 TOTAL P2D 2026-01-09T10:00 2026-01-09T10:00",
        "2026-01-10T12:00, 9 TOTAL PT4H 2026-01-10T10:00 2026-01-10T10:00, 1 DAY P30D 2026-01-09T10:00 2026-01-09T10:00",
        "2026-01-10T12:00, 9 HOUR P30D 2026-01-10T10:00 2026-01-10T10:00, 1 DAY P30D 2026-01-09T10:00 2026-01-09T10:00",
        "2026-01-10T12:00, 9 DAY P30D 2026-01-10T10:00 2026-01-10T10:00, 1 MONTH P90D 2026-01-09T10:00 2026-01-09T10:00",
        // the expiry where it is earlier than the end of the period
        "2026-01-10T12:00, 9 MONTH P1D 2026-01-10T10:00 2026-01-10T10:00, 1 TOTAL P3D 2026-01-09T10:00 2026-01-09T10:00",
        // the period that holds the instant: on the next day it is the other way round
        "2026-01-11T12:00, 9 TOTAL P1D 2026-01-10T22:00 2026-01-10T22:00, 1 DAY P30D 2026-01-09T10:00 2026-01-09T10:00",
        "2026-01-10T23:00, 1 DAY P30D 2026-01-09T10:00 2026-01-09T10:00, 9 TOTAL P1D 2026-01-10T22:00 2026-01-10T22:00",
        // same end: periodic before total
        "2026-01-10T12:00, 9 DAY P30D 2026-01-10T10:00 2026-01-10T10:00, 1 TOTAL P1D 2026-01-10T00:00 2026-01-09T00:00",
        // same end, same family: effectiveAt
        "2026-01-10T12:00, 9 TOTAL P2D 2026-01-09T10:00 2026-01-09T10:00, 1 TOTAL P1D 2026-01-10T10:00 2026-01-08T10:00",
        // then purchasedAt
        "2026-01-10T12:00, 9 TOTAL P2D 2026-01-10T10:00 2026-01-08T10:00, 1 TOTAL P2D 2026-01-10T10:00 2026-01-09T10:00",
        // then the id
        "2026-01-10T12:00, 1 TOTAL P2D 2026-01-10T10:00 2026-01-10T10:00, 2 TOTAL P2D 2026-01-10T10:00 2026-01-10T10:00",
        "2026-01-10T12:00, 9 DAY P2D 2026-01-10T10:00 2026-01-10T10:00, 10 DAY P2D 2026-01-10T10:00 2026-01-10T10:00",
    })
    void order(String at, String first, String second) {
        Comparator<Plan> order = StackOrder.at(Instant.parse(at + ":00Z"), UTC);
        assertThat(order.compare(plan(first), plan(second))).isNegative();
        assertThat(order.compare(plan(second), plan(first))).isPositive();
        assertThat(order.compare(plan(first), plan(first))).isZero();
    }
}
