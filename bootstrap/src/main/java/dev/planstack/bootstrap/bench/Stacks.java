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
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** Records to be deducted from stacked plans: the rules alone, without storage or HTTP. */
final class Stacks {

    private static final int RECORDS = 10_000;
    private static final double NANOS_TO_MILLIONS = 1e3;
    private static final String QUOTA = "100000000";
    private static final BillingCalendar CALENDAR = BillingCalendar.DEFAULT;

    private final Meters meters = Meters.of(Meter.of(Traffic.METER, "GB", 9));
    private final List<Plan> plans;
    private final List<UsageRecord> records;

    Stacks(int count) {
        PlanTerms terms = PlanTerms.of("pack", QUOTA, "GB", "P1Y", Money.of("3.00", "USD"))
                .covering(Traffic.METER, "1");
        plans = IntStream.rangeClosed(1, count)
                .mapToObj(i -> Plan.bought(
                        PlanId.ofNumber(i),
                        terms,
                        Traffic.HOUR.minusSeconds(i),
                        Traffic.HOUR.minusSeconds(i),
                        CALENDAR))
                .toList();
        records = IntStream.range(0, RECORDS)
                .mapToObj(i -> new UsageRecord(
                        new RecordId("r" + i),
                        new MeterCode(Traffic.METER),
                        Quantity.of("0.25"),
                        Traffic.HOUR.plusMillis(i),
                        Traffic.HOUR.plusMillis(i),
                        Traffic.HOUR))
                .toList();
    }

    /** Millions of deductions a second. */
    double deductions(Duration time) {
        return millions(
                time,
                () -> Deduction.of(CALENDAR, meters, plans, records).records().size());
    }

    /** By the CPU time of this thread: what others do meanwhile is not counted. */
    private static double millions(Duration time, LongSupplier work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = System.nanoTime();
        long cpu = threads.getCurrentThreadCpuTime();
        long done = 0;
        long seen = 0;
        while (System.nanoTime() - start < time.toNanos()) {
            seen += work.getAsLong();
            done += RECORDS;
        }
        // what is summed up has to be used, or the virtual machine would leave the work out
        return seen == Long.MIN_VALUE ? 0 : done * NANOS_TO_MILLIONS / (threads.getCurrentThreadCpuTime() - cpu);
    }
}
