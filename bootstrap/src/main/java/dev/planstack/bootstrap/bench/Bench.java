package dev.planstack.bootstrap.bench;

import dev.planstack.bootstrap.Main;
import dev.planstack.bootstrap.bench.Figure.Against;
import dev.planstack.bootstrap.bench.Figure.Target;
import dev.planstack.bootstrap.bench.ceiling.EmptyServer;
import dev.planstack.bootstrap.bench.ceiling.RawRows;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One run: Planstack and what it is compared with take turns on the same machine. */
final class Bench {

    private static final int BATCH = 1_000;
    private static final int BATCH_CLIENTS = 8;
    private static final int CONNECTIONS = 64;

    private final BenchSizes sizes;
    private final List<String> parts;
    private final Steps steps;
    private final Path folder;
    private final List<Figure> figures = new ArrayList<>();
    private int traffics;

    Bench(BenchSizes sizes, List<String> parts, Steps steps, Path folder) {
        this.parts = parts;
        this.sizes = sizes;
        this.steps = steps;
        this.folder = folder;
    }

    /** A turn's result. */
    private record Turn(double value, double cpuMicros) {}

    Report run() throws IOException, SQLException {
        double loadBefore = load();
        Path database = folder.resolve("bench.db");
        steps.next("setting up " + sizes.accounts() + " accounts");
        try (ServerProcess server = planstack(database)) {
            World.setUp(server.address(), sizes.accounts(), 3);
        }
        Path copy = folder.resolve("raw.db");
        Files.copy(database, copy);
        try (ServerProcess server = planstack(database);
                ServerProcess empty = ServerProcess.start(
                        List.of("-Xmx512m"),
                        EmptyServer.class.getName(),
                        List.of(folder.resolve("empty.db").toString()),
                        Map.of());
                RawRows raw = new RawRows(copy)) {
            for (String part : parts) {
                switch (part) {
                    case "batch" -> batches(server, raw);
                    case "single" -> singles(server, empty, raw);
                    case "deduction" -> deductions();
                    case "order" -> outOfOrder(server);
                    case "access" -> access(server, empty);
                    default -> throw new IllegalArgumentException(part);
                }
            }
        }
        return new Report(machine(), figures, List.of(loadBefore, load()));
    }

    private static ServerProcess planstack(Path database) {
        return ServerProcess.start(
                List.of("-Xmx512m"),
                Main.class.getName(),
                World.serve(database.toString()),
                Map.of("PLANSTACK_ADMIN_KEY", Http.KEY));
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String machine() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.availableProcessors() + " processors, Java " + Runtime.version() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }

    private Traffic inOrder(int accounts) {
        return Traffic.inOrder("r" + traffics++ + "-", accounts);
    }

    /** Turns of the contenders, one after the other, round by round, after each was warmed up. */
    private List<List<Turn>> rounds(String what, List<TurnTaker> contenders) throws SQLException {
        List<List<Turn>> turns = new ArrayList<>();
        for (TurnTaker contender : contenders) {
            steps.next(what + ", warming up");
            Turn unused = contender.take(sizes.warmUp());
            turns.add(new ArrayList<>());
        }
        for (int round = 0; round < sizes.rounds(); round++) {
            steps.next(what + ", round " + (round + 1) + " of " + sizes.rounds());
            for (int i = 0; i < contenders.size(); i++) {
                turns.get(i).add(contenders.get(i).take(sizes.round()));
            }
        }
        return turns;
    }

    /** Takes a turn. */
    @FunctionalInterface
    private interface TurnTaker {

        Turn take(Duration time) throws SQLException;
    }

    private static Samples values(List<Turn> turns) {
        return new Samples(turns.stream().map(Turn::value).toList());
    }

    private static Optional<Samples> cpu(List<Turn> turns) {
        return Optional.of(new Samples(turns.stream().map(Turn::cpuMicros).toList()));
    }

    private static Turn rate(
            ServerProcess server, LoadClient client, Duration time, int weight, Supplier<byte[]> requests) {
        double before = server.cpuSeconds().orElse(0);
        Load load = client.run(requests::get, time);
        double cpu = server.cpuSeconds().orElse(0) - before;
        return new Turn(load.rate() * weight, cpu * 1e6 / (load.answers() * weight));
    }

    private void batches(ServerProcess server, RawRows raw) throws SQLException {
        Traffic ours = inOrder(sizes.accounts());
        Traffic rows = inOrder(sizes.accounts());
        try (LoadClient client = new LoadClient(server.address(), BATCH_CLIENTS)) {
            List<List<Turn>> turns = rounds(
                    "batches",
                    List.of(
                            time -> rate(server, client, time, BATCH, () -> ours.batch(BATCH)),
                            time -> commits(raw, rows, time)));
            figures.add(new Figure(
                    "ingest.batch",
                    "batches of 1,000, 8 clients",
                    "records/s",
                    values(turns.get(0)),
                    Optional.of(new Against("bare JDBC, same rows", values(turns.get(1)))),
                    Target.atLeast(0.7),
                    cpu(turns.get(0))));
            System.err.println("raw cpu " + turns.get(1));
        }
    }

    /** Commits of all records that the clients could have under way at once. */
    private static Turn commits(RawRows raw, Traffic rows, Duration time) throws SQLException {
        long spent = 0;
        long cpu = 0;
        long written = 0;
        while (spent < time.toNanos()) {
            List<RawRows.Row> next = rows.rows(BATCH * BATCH_CLIENTS);
            long cpuBefore = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long before = System.nanoTime();
            raw.commit(next);
            spent += System.nanoTime() - before;
            cpu += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuBefore;
            written += next.size();
        }
        return new Turn(written * 1e9 / spent, cpu / 1e3 / written);
    }

    private void singles(ServerProcess server, ServerProcess empty, RawRows raw) throws SQLException {
        Traffic spread = inOrder(sizes.accounts());
        Traffic hot = inOrder(1);
        Traffic rows = inOrder(sizes.accounts());
        List<Double> p99 = new ArrayList<>();
        try (LoadClient client = new LoadClient(server.address(), CONNECTIONS);
                LoadClient emptyClient = new LoadClient(empty.address(), CONNECTIONS)) {
            List<List<Turn>> turns = rounds(
                    "single records",
                    List.of(
                            time -> {
                                double before = server.cpuSeconds().orElse(0);
                                Load load = client.run(spread::single, time);
                                double cpu = server.cpuSeconds().orElse(0) - before;
                                p99.add(load.p99Nanos() / 1e6);
                                return new Turn(load.rate(), cpu * 1e6 / load.answers());
                            },
                            time -> rate(server, client, time, 1, hot::single),
                            time -> rate(empty, emptyClient, time, 1, spread::single),
                            time -> bareCommits(raw, rows, time)));
            figures.add(new Figure(
                    "ingest.single",
                    "one record a request, 64 connections",
                    "requests/s",
                    values(turns.get(0)),
                    Optional.of(new Against("empty endpoint", values(turns.get(2)))),
                    Target.atLeast(0.6),
                    cpu(turns.get(0))));
            figures.add(new Figure(
                    "ingest.single.p99",
                    "its 99th percentile",
                    "ms",
                    new Samples(p99.subList(1, p99.size())),
                    Optional.of(new Against("99th percentile of a bare commit", values(turns.get(3)))),
                    Target.atMost(10),
                    Optional.empty()));
            figures.add(new Figure(
                    "ingest.hot",
                    "the same for one hot account",
                    "requests/s",
                    values(turns.get(1)),
                    Optional.of(new Against("spread out", values(turns.get(0)))),
                    Target.atLeast(0.7),
                    cpu(turns.get(1))));
            System.err.println("empty cpu " + turns.get(2));
        }
    }

    private static Turn bareCommits(RawRows raw, Traffic rows, Duration time) throws SQLException {
        Load.Recorder recorder = new Load.Recorder();
        long start = System.nanoTime();
        while (System.nanoTime() - start < time.toNanos()) {
            List<RawRows.Row> row = rows.rows(1);
            long before = System.nanoTime();
            raw.commit(row);
            recorder.answered(System.nanoTime() - before);
        }
        return new Turn(recorder.done(1).p99Nanos() / 1e6, 0);
    }

    private void outOfOrder(ServerProcess server) throws SQLException {
        Traffic inOrder = inOrder(sizes.accounts());
        Traffic shuffled = Traffic.halfOutOfOrder("s-", sizes.accounts());
        try (LoadClient client = new LoadClient(server.address(), BATCH_CLIENTS)) {
            List<List<Turn>> turns = rounds(
                    "out of order",
                    List.of(
                            time -> rate(server, client, time, BATCH, () -> shuffled.batch(BATCH)),
                            time -> rate(server, client, time, BATCH, () -> inOrder.batch(BATCH))));
            figures.add(new Figure(
                    "ingest.out-of-order",
                    "half of the records out of order",
                    "records/s",
                    values(turns.get(0)),
                    Optional.of(new Against("in order", values(turns.get(1)))),
                    Target.atLeast(0.5),
                    cpu(turns.get(0))));
        }
    }

    private void access(ServerProcess server, ServerProcess empty) throws SQLException {
        byte[] get = Http.get("/empty");
        java.util.SplittableRandom random = new java.util.SplittableRandom(3);
        Supplier<byte[]> access = () -> Http.get(
                "/v1/accounts/" + Traffic.account(random.nextInt(sizes.accounts())) + "/access?meter=" + Traffic.METER);
        try (LoadClient client = new LoadClient(server.address(), CONNECTIONS);
                LoadClient emptyClient = new LoadClient(empty.address(), CONNECTIONS)) {
            List<List<Turn>> turns = rounds(
                    "access",
                    List.of(
                            time -> rate(server, client, time, 1, access),
                            time -> rate(empty, emptyClient, time, 1, () -> get)));
            figures.add(new Figure(
                    "access",
                    "access of an account",
                    "requests/s",
                    values(turns.get(0)),
                    Optional.of(new Against("empty GET", values(turns.get(1)))),
                    Target.atLeast(0.8),
                    cpu(turns.get(0))));
            System.err.println("empty cpu " + turns.get(1));
        }
    }

    private void deductions() throws SQLException {
        for (int count : sizes.plans()) {
            Stacks stacks = new Stacks(count);
            List<List<Turn>> turns = rounds(
                    count + " stacked plans",
                    List.of(
                            time -> new Turn(stacks.deductions(time.dividedBy(3)), 0),
                            time -> new Turn(stacks.rawDeductions(time.dividedBy(3)), 0)));
            figures.add(new Figure(
                    "deduction." + count,
                    "deduction by the rules alone, " + count + " stacked plans",
                    "million/s",
                    values(turns.get(0)),
                    Optional.empty(),
                    Target.atLeast(10),
                    Optional.empty()));
            System.err.println("raw " + values(turns.get(1)).median());
        }
    }
}
