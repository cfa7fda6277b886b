package dev.planstack.bootstrap.serve;

import dev.planstack.application.shared.Measurements;
import dev.planstack.domain.shared.DueKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** Counts and times what the writer does. All series are there from the start, at zero. */
final class Meters implements Measurements {

    private static final Duration[] COMMIT_BOUNDS = millis(1, 2, 5, 10, 25, 50, 100, 250, 1_000, 5_000);
    private static final Duration[] DELAY_BOUNDS = millis(100, 1_000, 10_000, 60_000, 600_000, 3_600_000);
    private static final double[] REQUEST_BOUNDS = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Counter accepted = records("accepted");
    private final Counter duplicates = records("duplicate");
    private final Counter refused = records("refused");
    private final Counter byPlan = slices("plan");
    private final Counter payAsYouGo = slices("pay_as_you_go");
    private final Map<DueKind, Counter> dueWork = new EnumMap<>(DueKind.class);
    private final Timer dueWorkDelay = Timer.builder("planstack.due.work.delay")
            .description("How long after it fell due work was done; in a sandbox, how far its clock was set.")
            .serviceLevelObjectives(DELAY_BOUNDS)
            .maximumExpectedValue(Duration.ofDays(1))
            .register(registry);
    private final Timer commits = Timer.builder("planstack.commit")
            .description("How long commits of requests took, the work in them included.")
            .serviceLevelObjectives(COMMIT_BOUNDS)
            .register(registry);
    private final DistributionSummary commitRequests = DistributionSummary.builder("planstack.commit.requests")
            .description("How many requests shared a commit.")
            .serviceLevelObjectives(REQUEST_BOUNDS)
            .register(registry);

    Meters() {
        for (DueKind kind : DueKind.values()) {
            dueWork.put(
                    kind,
                    Counter.builder("planstack.due.work")
                            .description("Work that time brought about, by kind.")
                            .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    private static Duration[] millis(long... millis) {
        Duration[] durations = new Duration[millis.length];
        for (int i = 0; i < millis.length; i++) {
            durations[i] = Duration.ofMillis(millis[i]);
        }
        return durations;
    }

    private Counter records(String outcome) {
        return Counter.builder("planstack.usage.records")
                .description(
                        "Usage records by outcome; refused are the well-formed ones of requests that were refused.")
                .tag("outcome", outcome)
                .register(registry);
    }

    private Counter slices(String by) {
        return Counter.builder("planstack.slices")
                .description("Parts of accepted usage records by what covered them when they came.")
                .tag("by", by)
                .register(registry);
    }

    PrometheusMeterRegistry registry() {
        return registry;
    }

    /** Watches what is read when it is asked for. */
    void watch(IntSupplier waiting) {
        Gauge unusedQueue = Gauge.builder("planstack.writer.queue.requests", waiting, IntSupplier::getAsInt)
                .description("Requests that wait to be written.")
                .strongReference(true)
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
    }

    /** Watches the write-ahead log that SQLite keeps beside its file. */
    void watchWal(LongSupplier walBytes) {
        Gauge unusedWal = Gauge.builder("planstack.wal", walBytes, LongSupplier::getAsLong)
                .description("Size of the database's write-ahead log.")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
    }

    @Override
    public void usageKept(long fresh, long before, long slicesByPlan, long slicesPayAsYouGo) {
        accepted.increment((double) fresh);
        duplicates.increment((double) before);
        byPlan.increment((double) slicesByPlan);
        payAsYouGo.increment((double) slicesPayAsYouGo);
    }

    @Override
    public void usageRefused(long records) {
        refused.increment((double) records);
    }

    @Override
    public Running committing() {
        Timer.Sample running = Timer.start(registry);
        return requests -> {
            long unused = running.stop(commits);
            commitRequests.record(requests);
        };
    }

    @Override
    public void dueWorkDone(DueKind kind, Duration delay) {
        Objects.requireNonNull(dueWork.get(kind)).increment();
        dueWorkDelay.record(delay);
    }
}
