package dev.planstack.bootstrap.bench;

import dev.planstack.domain.billing.Deduction;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.billing.UsageRecord;
import dev.planstack.domain.meter.Meter;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.meter.Meters;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.domain.plan.PlanTerms;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Deductions a second by the one function that is the truth, for stacks of several heights; beside it the same subtractions from an
 * array of numbers, which knows no rule at all.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DeductionBenchmark {

    private static final int RECORDS = 10_000;
    private static final Instant HOUR = Instant.parse("2026-01-10T10:00:00Z");
    private static final BillingCalendar CALENDAR = BillingCalendar.DEFAULT;
    private static final Meters METERS = Meters.of(Meter.of("traffic", "GB", 9));
    private static final long QUOTA = 100_000_000L;
    private static final long QUANTITY = 25;

    @Param({"1", "10", "100", "1000"})
    int plans;

    private List<Plan> stack = List.of();
    private List<UsageRecord> records = List.of();
    private long[] numbers = {};

    @Setup
    public void stack() {
        PlanTerms terms = PlanTerms.of("pack", String.valueOf(QUOTA), "GB", "P1Y", Money.of("3.00", "USD"))
                .covering("traffic", "1");
        stack = IntStream.rangeClosed(1, plans)
                .mapToObj(i ->
                        Plan.bought(PlanId.ofNumber(i), terms, HOUR.minusSeconds(i), HOUR.minusSeconds(i), CALENDAR))
                .toList();
        records = IntStream.range(0, RECORDS)
                .mapToObj(i -> new UsageRecord(
                        new RecordId("r" + i),
                        new MeterCode("traffic"),
                        Quantity.of("0.25"),
                        HOUR.plusMillis(i),
                        HOUR.plusMillis(i),
                        HOUR))
                .toList();
        numbers = IntStream.range(0, plans).mapToLong(i -> QUOTA).toArray();
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public Deduction deduction() {
        return Deduction.of(CALENDAR, METERS, stack, records);
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long[] numbers() {
        int first = 0;
        for (int i = 0; i < RECORDS; i++) {
            while (numbers[first] < QUANTITY) {
                numbers[first] = QUOTA;
                first = (first + 1) % numbers.length;
            }
            numbers[first] -= QUANTITY;
        }
        return numbers;
    }
}
