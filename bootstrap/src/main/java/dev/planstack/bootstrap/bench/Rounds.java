package dev.planstack.bootstrap.bench;

import dev.planstack.bootstrap.bench.ceiling.RawRows;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Has contenders take turns, round by round, so that what else the machine does falls on all of them. */
final class Rounds {

    private static final double MICROS = 1e6;
    private static final double NANOS = 1e9;
    private static final double NANOS_A_MICRO = 1e3;
    private static final double NANOS_A_MILLI = 1e6;

    private final BenchSizes sizes;
    private final Steps steps;

    Rounds(BenchSizes sizes, Steps steps) {
        this.sizes = sizes;
        this.steps = steps;
    }

    /** Takes a turn of about the time given. */
    @FunctionalInterface
    interface Contender {

        Turn take(Duration time);
    }

    /**
     * What a turn gave.
     *
     * @param value the figure
     * @param cpuMicros CPU time of the server for one of what is counted
     * @param p99Millis how long ninety-nine of a hundred answers took at most
     */
    record Turn(double value, double cpuMicros, double p99Millis) {

        static Turn of(double value) {
            return new Turn(value, 0, 0);
        }
    }

    /** All turns of one contender. */
    record Turns(List<Turn> turns) {

        Turns {
            turns = List.copyOf(turns);
        }

        Samples values() {
            return new Samples(turns.stream().map(Turn::value).toList());
        }

        Optional<Samples> cpu() {
            return Optional.of(new Samples(turns.stream().map(Turn::cpuMicros).toList()));
        }

        Samples p99() {
            return new Samples(turns.stream().map(Turn::p99Millis).toList());
        }
    }

    /** Warms each contender up, then has them take turns. */
    List<Turns> of(String what, List<Contender> contenders) {
        return take(what, true, sizes.rounds(), contenders);
    }

    /** Has contenders take turns that are not to be warmed up. */
    List<Turns> cold(String what, List<Contender> contenders) {
        return take(what, false, sizes.rounds(), contenders);
    }

    private List<Turns> take(String what, boolean warm, int rounds, List<Contender> contenders) {
        List<List<Turn>> turns = new ArrayList<>();
        for (Contender contender : contenders) {
            turns.add(new ArrayList<>());
            if (warm) {
                steps.next(what + ", warming up");
                Turn unused = contender.take(sizes.warmUp());
            }
        }
        for (int round = 0; round < rounds; round++) {
            steps.next(what + ", round " + (round + 1) + " of " + rounds);
            for (int i = 0; i < contenders.size(); i++) {
                turns.get(i).add(contenders.get(i).take(sizes.round()));
            }
        }
        return turns.stream().map(Turns::new).toList();
    }

    /** Loads a server; each request counts {@code weight}. */
    static Turn load(ServerProcess server, LoadClient client, Duration time, int weight, Supplier<byte[]> requests) {
        return load(server, weight, () -> client.run(requests::get, time));
    }

    /** Loads a server; each request counts {@code weight}. */
    static Turn load(ServerProcess server, int weight, Supplier<Load> loading) {
        double before = server.cpuSeconds().orElse(0);
        Load load = loading.get();
        double cpu = server.cpuSeconds().orElse(0) - before;
        return new Turn(load.rate() * weight, cpu * MICROS / (load.answers() * weight), load.p99Nanos() / MICROS);
    }

    /** Commits of so many records each, by bare JDBC. */
    static Turn commits(RawRows raw, Traffic rows, int records, Duration time) {
        Load.Recorder recorder = new Load.Recorder();
        long spent = 0;
        long cpu = 0;
        long written = 0;
        while (spent < time.toNanos()) {
            List<RawRows.Row> next = rows.rows(records);
            long cpuBefore = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long before = System.nanoTime();
            raw.commit(next);
            long took = System.nanoTime() - before;
            recorder.answered(took);
            spent += took;
            cpu += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuBefore;
            written += records;
        }
        double p99 = recorder.done(spent).p99Nanos() / NANOS_A_MILLI;
        return new Turn(written * NANOS / spent, cpu / NANOS_A_MICRO / written, p99);
    }

    /** Has contenders load at the same time what they share; what they did counts together. */
    static Turn together(List<Contender> contenders, Duration time) {
        List<CompletableFuture<Turn>> running = contenders.stream()
                .map(contender -> CompletableFuture.supplyAsync(() -> contender.take(time)))
                .toList();
        List<Turn> turns = running.stream().map(CompletableFuture::join).toList();
        double all = turns.stream().mapToDouble(Turn::value).sum();
        double cpu = turns.stream()
                .mapToDouble(turn -> turn.cpuMicros() * turn.value())
                .sum();
        return new Turn(
                all,
                cpu / all,
                turns.stream().mapToDouble(Turn::p99Millis).max().orElseThrow());
    }
}
