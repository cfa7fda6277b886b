package dev.planstack.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.meter.Meters;
import dev.planstack.domain.plan.Freeze;
import dev.planstack.domain.plan.Period;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.testing.Given;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules P1, P3–P7, U3 and U4: what usage takes from stacked plans. */
class DeductionTest {

    private static final BillingCalendar UTC = BillingCalendar.DEFAULT;
    private static final Meters METERS = Meters.of(Given.meter("m", 0), Given.meter("fine", 2));
    private static final Instant START = Instant.parse("2026-01-10T10:00:00Z");

    private static Plan plan(int number, String quota, Period period, String validity, String... meters) {
        return Given.plan(number, Given.offering("o", quota, period, validity, meters), START);
    }

    private static String cut(List<Plan> plans, UsageRecord... records) {
        Deduction deduction = Deduction.of(UTC, METERS, plans, List.of(records));
        return deduction.records().stream().map(r -> told(r.slices())).collect(Collectors.joining(" | "));
    }

    /** Slices as {@code plan:quantity/units}, pay-as-you-go as {@code payg:quantity}. */
    private static String told(List<Slice> slices) {
        return slices.stream()
                .map(s -> s.draw()
                        .map(d -> d.plan().value().replaceFirst("plan-0+", "") + ":" + s.quantity() + "/" + d.units())
                        .orElse("payg:" + s.quantity()))
                .collect(Collectors.joining(" "));
    }

    private static UsageRecord usage(String quantity, String at) {
        return Given.usage("r-" + at, "m", quantity, at);
    }

    @DisplayName("P5, P6: a record is cut at the plans it drains; slices add up, drained plans are at exactly 0")
    @ParameterizedTest(name = "{3} of scale {4} from {0} at {1}, then {2}: {5}")
    @CsvSource({
        // first quota, coefficient, second quota, quantity, meter, slices
        "10, 1, 10, 9, m, 1:9/9",
        "10, 1, 10, 10, m, 1:10/10",
        "10, 1, 10, 11, m, 1:10/10 2:1/1",
        "10, 1, 10, 21, m, 1:10/10 2:10/10 payg:1",
        "10, 4, 10, 3, m, 1:3/10 ",
        "10, 4, 10, 2, m, 1:2/8",
        "10, 4, 10, 5, m, 1:3/10 2:2/2",
        "10, 5/22, 10, 50, m, 1:44/10 2:6/6",
        "1, 5/22, 10, 50, fine, 1:4.4/1 2:10/10 payg:35.6",
        "1, 3, 10, 1, fine, 1:0.33/1 2:0.67/0.67",
        // covers less than half of the meter's last decimal: the slice of 0 is kept, so that the plan's units add up
        "1, 3, 10, 1, m, 1:0/1 2:1/1",
        "0.004, 1, 10, 1, fine, 1:0/0.004 2:1/1",
        // half-up: half a unit left covers the whole
        "0.5, 1, 10, 1, m, 1:1/0.5",
        "0.005, 1, 10, 1, fine, 1:0.01/0.005 2:0.99/0.99",
    })
    void cuts(String first, String coefficient, String second, String quantity, String meter, String slices) {
        List<Plan> plans =
                List.of(plan(1, first, null, "P1D", meter + "=" + coefficient), plan(2, second, null, "P2D", meter));
        UsageRecord record = Given.usage("r", meter, quantity, "2026-01-10T10:30:00Z");
        assertThat(cut(plans, record)).isEqualTo(slices.strip());
        Deduction deduction = Deduction.of(UTC, METERS, plans, List.of(record));
        assertThat(deduction.slicesOf(record.id()).stream().map(Slice::quantity).reduce(Quantity.ZERO, Quantity::plus))
                .isEqualTo(record.quantity());
    }

    @Test
    @DisplayName("P3: usage before effectiveAt or from expiresAt on is never covered, even inside the same hour")
    void outsideOfValidity() {
        List<Plan> plans = List.of(plan(1, "10", null, "PT30M", "m"));
        assertThat(cut(
                        plans,
                        usage("1", "2026-01-10T09:59:59.999999999Z"),
                        usage("2", "2026-01-10T10:00:00Z"),
                        usage("3", "2026-01-10T10:29:59.999999999Z"),
                        usage("4", "2026-01-10T10:30:00Z")))
                .isEqualTo("payg:1 | 1:2/2 | 1:3/3 | payg:4");
    }

    @Test
    @DisplayName("P3: a plan covers the meters that its offering names, refunded and frozen ones cover nothing")
    void otherMetersFrozenRefunded() {
        Plan frozen =
                plan(1, "10", null, "P1D", "m").frozen(START.plusSeconds(60)).unfrozen(START.plusSeconds(120));
        assertThat(cut(
                        List.of(frozen),
                        usage("1", "2026-01-10T10:00:59.999999999Z"),
                        usage("2", "2026-01-10T10:01:00Z"),
                        usage("3", "2026-01-10T10:01:59.999999999Z"),
                        usage("4", "2026-01-10T10:02:00Z")))
                .isEqualTo("1:1/1 | payg:2 | payg:3 | 1:4/4");
        assertThat(frozen.freezes())
                .containsExactly(new Freeze(START.plusSeconds(60), Optional.of(START.plusSeconds(120))));
        assertThat(cut(List.of(frozen), Given.usage("r", "fine", "1", "2026-01-10T10:30:00Z")))
                .isEqualTo("payg:1");
        Plan p = plan(1, "10", null, "P1D", "m");
        Plan refunded = p.refunded(START.plusSeconds(90));
        assertThat(cut(List.of(refunded), usage("1", "2026-01-10T10:00:00Z"))).isEqualTo("payg:1");
    }

    @Test
    @DisplayName("P1: a periodic plan has the full quota in each period, the first short one included; leftovers lapse")
    void periods() {
        Plan daily =
                Given.plan(1, Given.offering("o", "10", Period.DAY, "P2D", "m"), Instant.parse("2026-01-10T23:50:00Z"));
        List<UsageRecord> records = List.of(
                usage("4", "2026-01-10T23:55:00Z"),
                usage("12", "2026-01-11T00:00:00Z"),
                usage("3", "2026-01-12T10:00:00Z"),
                usage("9", "2026-01-12T11:00:00Z"));
        assertThat(cut(List.of(daily), records.toArray(UsageRecord[]::new)))
                .isEqualTo("1:4/4 | 1:10/10 payg:2 | 1:3/3 | 1:7/7 payg:2");
        Deduction deduction = Deduction.of(UTC, METERS, List.of(daily), records);
        assertThat(deduction.remaining(daily, Instant.parse("2026-01-10T23:59:00Z"), UTC))
                .hasToString("6");
        assertThat(deduction.remaining(daily, Instant.parse("2026-01-11T00:00:00Z"), UTC))
                .hasToString("0");
        assertThat(deduction.payAsYouGo(new MeterCode("m"))).hasToString("4");
    }

    @Test
    @DisplayName("P4: the stack is that of the instant of usage, not of the order of purchase")
    void stack() {
        List<Plan> plans = List.of(
                plan(1, "10", null, "P9D", "m"),
                plan(2, "10", null, "P3D", "m"),
                plan(3, "10", Period.DAY, "P9D", "m"));
        assertThat(cut(plans, usage("25", "2026-01-10T12:00:00Z"), usage("12", "2026-01-11T12:00:00Z")))
                .isEqualTo("3:10/10 2:10/10 1:5/5 | 3:10/10 1:2/2");
    }

    @Test
    @DisplayName("U3: the outcome is that of the records by (occurredAt, id), whatever order they arrived in")
    void anyOrder() {
        List<Plan> plans =
                List.of(plan(1, "7", null, "P1D", "m=2"), plan(2, "5", Period.HOUR, "P1D", "m", "fine=5/22"));
        List<UsageRecord> records = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            String at = "2026-01-10T10:0" + i / 3 + ":00Z";
            records.add(Given.usage("r" + (9 - i), i % 2 == 0 ? "m" : "fine", "2", at));
        }
        Deduction inOrder = Deduction.of(UTC, METERS, plans, records);
        assertThat(inOrder.records().stream().map(r -> r.record().id().value()))
                .isEqualTo(List.of("r7", "r8", "r9", "r4", "r5", "r6", "r1", "r2", "r3"));
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(records, new Random(seed));
            assertThat(Deduction.of(UTC, METERS, plans, records)).isEqualTo(inOrder);
        }
        assertThat(inOrder.slicesOf(new RecordId("unknown"))).isEmpty();
    }

    @DisplayName("U4: a late record is covered only by what had not ended by the start of the oldest open hour")
    @ParameterizedTest(name = "a plan {0} for {1}, used at {2}, told at {3}: {4}")
    @CsvSource({
        // period, validity from 10:00, occurred, received, slices; hours are billed one hour after their end
        // its own hour is open still
        "TOTAL, P1D, 2026-01-10T10:30:00Z, 2026-01-10T11:59:59Z, 1:1/1",
        // late, and the plan goes on
        "TOTAL, P1D, 2026-01-10T10:30:00Z, 2026-01-10T12:00:00Z, 1:1/1",
        // P7: expired, but the last hour that it covers is open still
        "TOTAL, PT2H, 2026-01-10T10:30:00Z, 2026-01-10T12:59:59Z, 1:1/1",
        "TOTAL, PT2H, 2026-01-10T11:59:59Z, 2026-01-10T12:59:59Z, 1:1/1",
        // expired at the very start of the oldest open hour
        "TOTAL, PT2H, 2026-01-10T11:59:59Z, 2026-01-10T13:00:00Z, payg:1",
        "TOTAL, PT2H1S, 2026-01-10T11:59:59Z, 2026-01-10T13:00:00Z, 1:1/1",
        // not effective when it occurred, though it is now
        "TOTAL, P1D, 2026-01-10T09:59:59Z, 2026-01-10T12:30:00Z, payg:1",
        // for a periodic plan the period that it occurred in
        "HOUR, P1D, 2026-01-10T10:30:00Z, 2026-01-10T11:59:59Z, 1:1/1",
        "HOUR, P1D, 2026-01-10T10:30:00Z, 2026-01-10T12:00:00Z, payg:1",
        "DAY, P9D, 2026-01-10T22:30:00Z, 2026-01-11T00:59:59Z, 1:1/1",
        "DAY, P9D, 2026-01-10T23:59:59Z, 2026-01-11T01:00:00Z, payg:1",
    })
    void late(String period, String validity, Instant occurredAt, Instant receivedAt, String slices) {
        Plan plan = plan(1, "10", period.equals("TOTAL") ? null : Period.valueOf(period), validity, "m");
        UsageRecord record = UsageRecord.received(
                new RecordId("r"), new MeterCode("m"), Quantity.of("1"), occurredAt, receivedAt, UTC);
        assertThat(cut(List.of(plan), record)).isEqualTo(slices);
    }

    @Test
    @DisplayName("U4: in its hour a late record takes its place by (occurredAt, id), before the hour's own")
    void lateFirst() {
        List<Plan> plans = List.of(plan(1, "5", null, "P1D", "m"));
        UsageRecord own = usage("4", "2026-01-10T12:10:00Z");
        UsageRecord late = UsageRecord.received(
                new RecordId("late"),
                new MeterCode("m"),
                Quantity.of("3"),
                Instant.parse("2026-01-10T10:30:00Z"),
                Instant.parse("2026-01-10T13:30:00Z"),
                UTC);
        assertThat(late.isLate()).isTrue();
        assertThat(late.hour()).isEqualTo("2026-01-10T12:00:00Z");
        assertThat(own.isLate()).isFalse();
        assertThat(cut(plans, own, late)).isEqualTo("1:3/3 | 1:2/2 payg:2");
    }

    @Test
    @DisplayName("B2: the mode is plan while some eligible plan still holds quota")
    void mode() {
        List<Plan> plans = List.of(plan(1, "5", null, "PT2H", "m"));
        MeterCode m = new MeterCode("m");
        Deduction partly = Deduction.of(UTC, METERS, plans, List.of(usage("4", "2026-01-10T10:10:00Z")));
        Deduction drained = Deduction.of(UTC, METERS, plans, List.of(usage("5", "2026-01-10T10:10:00Z")));
        assertThat(partly.mode(m, START, plans, UTC)).isEqualTo(BillingMode.PLAN);
        assertThat(partly.mode(m, START.minusNanos(1), plans, UTC)).isEqualTo(BillingMode.PAY_AS_YOU_GO);
        assertThat(partly.mode(m, START.plusSeconds(7_200), plans, UTC)).isEqualTo(BillingMode.PAY_AS_YOU_GO);
        assertThat(partly.mode(new MeterCode("fine"), START, plans, UTC)).isEqualTo(BillingMode.PAY_AS_YOU_GO);
        assertThat(drained.mode(m, START, plans, UTC)).isEqualTo(BillingMode.PAY_AS_YOU_GO);
    }
}
