package dev.planstack.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.billing.Explanation.Verdict;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.meter.Meters;
import dev.planstack.domain.plan.Period;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.testing.Given;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rule U6: why a record was covered as it was. */
class ExplanationTest {

    private static final BillingCalendar UTC = BillingCalendar.DEFAULT;
    private static final Meters METERS = Meters.of(Given.meter("m", 0));
    private static final Instant START = Instant.parse("2026-01-10T10:00:00Z");

    /** A plan that is of no use, or the last or next of two: by {@code kind}. */
    private static Plan plan(String kind) {
        Instant from = kind.equals("later") ? START.plusSeconds(3_600) : START;
        Plan plan = switch (kind) {
            case "hourly" -> Given.plan(1, Given.offering("o", "10", Period.HOUR, "P1D", "m"), from);
            case "short" -> Given.plan(1, Given.offering("o", "10", null, "PT20M", "m"), from);
            case "two hours" -> Given.plan(1, Given.offering("o", "10", null, "PT2H", "m"), from);
            default -> Given.plan(1, Given.offering("o", "10", null, "P1D", "m"), from);
        };
        return switch (kind) {
            case "frozen" -> plan.frozen(START);
            case "refunded" -> plan.refunded(from);
            default -> plan;
        };
    }

    private static Explanation explain(List<Plan> plans, UsageRecord... records) {
        Deduction deduction = Deduction.of(UTC, METERS, plans, List.of(records));
        DeductedRecord last = deduction.records().get(records.length - 1);
        return Explanation.of(last, plans, UTC);
    }

    @DisplayName("U6: what one plan did for 5 units, or why it did nothing")
    @ParameterizedTest(name = "{0}, used at {1}, told at {2}: {3}, {4}")
    @CsvSource({
        // plan of 10, occurred, received, verdict, reason
        "plain, 2026-01-10T10:30:00Z, 2026-01-10T10:30:00Z, COVERED, It covered all that was left of the record.",
        "later, 2026-01-10T10:30:00Z, 2026-01-10T10:30:00Z, NOT_EFFECTIVE, 'It takes effect at 2026-01-10T11:00:00Z, after the usage.'",
        "short, 2026-01-10T10:20:00Z, 2026-01-10T10:30:00Z, EXPIRED, 'It expired at 2026-01-10T10:20:00Z, before the usage.'",
        "two hours, 2026-01-10T10:30:00Z, 2026-01-10T13:00:00Z, EXPIRED, The record came late and counts from 2026-01-10T12:00:00Z; the plan had expired at 2026-01-10T12:00:00Z.",
        "hourly, 2026-01-10T10:30:00Z, 2026-01-10T12:00:00Z, PERIOD_ENDED, The record came late and counts from 2026-01-10T11:00:00Z; the plan's period had ended at 2026-01-10T11:00:00Z.",
        "frozen, 2026-01-10T10:30:00Z, 2026-01-10T10:30:00Z, FROZEN, It was frozen at that time.",
        "refunded, 2026-01-10T10:30:00Z, 2026-01-10T10:30:00Z, REFUNDED, It was refunded.",
    })
    void onePlan(String kind, Instant occurredAt, Instant receivedAt, Verdict verdict, String reason) {
        UsageRecord record = UsageRecord.received(
                new RecordId("r"), new MeterCode("m"), Quantity.of("5"), occurredAt, receivedAt, UTC);
        assertThat(explain(List.of(plan(kind)), record).considered())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.verdict()).isEqualTo(verdict);
                    assertThat(row.reason()).isEqualTo(reason);
                    assertThat(row.draw().isPresent()).isEqualTo(verdict == Verdict.COVERED);
                });
    }

    @Test
    @DisplayName("U6: plans are told in the order in which they are drawn on, with what each covered")
    void stack() {
        List<Plan> plans = List.of(
                Given.plan(4, Given.offering("o", "10", null, "P4D", "m"), START),
                Given.plan(3, Given.offering("o", "10", null, "P3D", "m"), START),
                Given.plan(2, Given.offering("o", "10", null, "P2D", "m"), START),
                Given.plan(1, Given.offering("o", "10", null, "P1D", "m"), START),
                Given.plan(5, Given.offering("o", "10", null, "P1D", "other"), START));
        Explanation explanation = explain(
                plans,
                Given.usage("a", "m", "10", "2026-01-10T10:10:00Z"),
                Given.usage("b", "m", "15", "2026-01-10T10:20:00Z"));
        assertThat(explanation.considered().stream()
                        .map(c -> c.plan().id().value().substring(13) + " " + c.verdict() + " " + c.quantity()))
                .isEqualTo(List.of("1 EXHAUSTED 0", "2 DRAINED 10", "3 COVERED 5", "4 NOT_REACHED 0"));
    }

    @DisplayName("each verdict has a name on the wire")
    @ParameterizedTest
    @EnumSource(Verdict.class)
    void codes(Verdict verdict) {
        assertThat(verdict.code()).matches("[a-z]+(-[a-z]+)*");
    }
}
