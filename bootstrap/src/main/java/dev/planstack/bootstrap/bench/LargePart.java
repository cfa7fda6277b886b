package dev.planstack.bootstrap.bench;

import dev.planstack.bootstrap.bench.Figure.Against;
import dev.planstack.bootstrap.bench.Figure.Target;
import dev.planstack.bootstrap.bench.Rounds.Turn;
import dev.planstack.bootstrap.bench.Rounds.Turns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** What becomes of speed when there are many records or many accounts. */
final class LargePart {

    private static final Duration PATIENCE = Duration.ofHours(10);
    private static final long SEED = 5;
    private static final int FEW_ACCOUNTS = 1_000;
    private static final double MEGABYTE = 1e6;
    private static final double NANOS_A_MILLI = 1e6;
    private static final String HOUR_CLOSED = "2026-01-10T12:00:00Z";

    private final BenchSizes sizes;
    private final Rounds rounds;
    private final Steps steps;
    private final Path folder;

    LargePart(BenchSizes sizes, Rounds rounds, Steps steps, Path folder) {
        this.sizes = sizes;
        this.rounds = rounds;
        this.steps = steps;
        this.folder = folder;
    }

    /** Batches and reads with few records and with many; {@code database} has accounts and no usage yet. */
    List<Figure> records(Path database) throws IOException {
        Path few = Files.copy(database, folder.resolve("few-records.db"));
        Path many = Files.copy(database, folder.resolve("many-records.db"));
        steps.next("recording " + sizes.manyRecords() + " records");
        fill(few, sizes.manyRecords() / 100);
        fill(many, sizes.manyRecords());
        try (ServerProcess small = Servers.planstack(few);
                ServerProcess large = Servers.planstack(many)) {
            List<Figure> figures = new ArrayList<>();
            // reads first: what is recorded here makes the small case larger
            figures.add(reads("access", small, large, "/access?meter=" + Traffic.METER));
            figures.add(reads("account", small, large, ""));
            figures.add(batches(small, large));
            return figures;
        }
    }

    private Figure batches(ServerProcess small, ServerProcess large) {
        Traffic traffic = Traffic.inOrder("more-", sizes.accounts());
        try (LoadClient smallClient = new LoadClient(small.address(), IngestPart.BATCH_CLIENTS);
                LoadClient largeClient = new LoadClient(large.address(), IngestPart.BATCH_CLIENTS)) {
            List<Turns> turns = rounds.of(
                    "batches with many records",
                    List.of(
                            time -> batches(large, largeClient, traffic, time),
                            time -> batches(small, smallClient, traffic, time)));
            return new Figure(
                    "records.ingest",
                    "batches with " + sizes.manyRecords() + " records in the database",
                    "records/s",
                    turns.get(0).values(),
                    Optional.of(new Against("a hundredth of that", turns.get(1).values())),
                    Optional.of(Target.atLeast(0.8)),
                    turns.get(0).cpu());
        }
    }

    private static Turn batches(ServerProcess server, LoadClient client, Traffic traffic, Duration time) {
        return Rounds.load(server, client, time, IngestPart.BATCH, () -> traffic.batch(IngestPart.BATCH));
    }

    private Figure reads(String what, ServerProcess small, ServerProcess large, String path) {
        SplittableRandom random = new SplittableRandom(SEED);
        try (LoadClient smallClient = new LoadClient(small.address(), IngestPart.CONNECTIONS);
                LoadClient largeClient = new LoadClient(large.address(), IngestPart.CONNECTIONS)) {
            List<Turns> turns = rounds.of(
                    "reads with many records",
                    List.of(
                            time -> Rounds.load(large, largeClient, time, 1, () -> get(random, path)),
                            time -> Rounds.load(small, smallClient, time, 1, () -> get(random, path))));
            return new Figure(
                    "records." + what,
                    "reading " + what + " with " + sizes.manyRecords() + " records",
                    "requests/s",
                    turns.get(0).values(),
                    Optional.of(new Against("a hundredth of that", turns.get(1).values())),
                    Optional.of(Target.atLeast(0.9)),
                    turns.get(0).cpu());
        }
    }

    private byte[] get(SplittableRandom random, String path) {
        return Http.get("/v1/accounts/" + Traffic.account(random.nextInt(sizes.accounts())) + path);
    }

    private void fill(Path database, long records) {
        Traffic traffic = Traffic.inOrder("before-", sizes.accounts());
        long[] left = {records / IngestPart.BATCH};
        try (ServerProcess server = Servers.planstack(database);
                LoadClient client = new LoadClient(server.address(), IngestPart.BATCH_CLIENTS)) {
            Load unused = client.run(() -> left[0]-- > 0 ? traffic.batch(IngestPart.BATCH) : null, PATIENCE);
        }
    }

    /** Starting, closing an hour and memory, with few accounts and with many; usage is of few in both. */
    List<Figure> accounts() {
        int fewer = Math.min(FEW_ACCOUNTS, sizes.manyAccounts() / 10);
        Path few = folder.resolve("few-accounts.db");
        Path many = folder.resolve("many-accounts.db");
        setUp(few, fewer);
        setUp(many, sizes.manyAccounts());
        List<Turns> starts =
                rounds.cold("starting with many accounts", List.of(time -> start(many), time -> start(few)));
        Samples later = starts.get(0).values().with(starts.get(1).values(), (a, b) -> a - b);
        steps.next("closing an hour");
        double closingMany = close(many, fewer);
        double closingFew = close(few, fewer);
        steps.next("full load in little memory");
        Traffic traffic = Traffic.inOrder("all-", sizes.manyAccounts());
        Turn load;
        double resident;
        try (ServerProcess server = Servers.planstack(many, "-Xmx256m");
                LoadClient client = new LoadClient(server.address(), IngestPart.BATCH_CLIENTS)) {
            load = batches(server, client, traffic, sizes.round().multipliedBy(5));
            resident = server.residentBytes().orElse(0) / MEGABYTE;
        }
        String accounts = sizes.manyAccounts() + " accounts";
        return List.of(
                new Figure(
                        "accounts.start",
                        "start later with " + accounts,
                        "ms",
                        later,
                        Optional.empty(),
                        Optional.of(Target.atMost(2_000)),
                        Optional.empty()),
                new Figure(
                        "accounts.close",
                        "closing an hour of few of " + accounts,
                        "ms",
                        new Samples(List.of(closingMany)),
                        Optional.of(new Against("where there are only these few", new Samples(List.of(closingFew)))),
                        Optional.of(Target.atMost(1.5)),
                        Optional.empty()),
                new Figure(
                        "accounts.ingest",
                        "batches over " + accounts + ", -Xmx256m",
                        "records/s",
                        new Samples(List.of(load.value())),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Samples(List.of(load.cpuMicros())))),
                new Figure(
                        "accounts.memory",
                        "memory of the process then",
                        "MB",
                        new Samples(List.of(resident)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private void setUp(Path database, int accounts) {
        steps.next("setting up " + accounts + " accounts");
        try (ServerProcess server = Servers.planstack(database)) {
            World.setUp(server.address(), accounts, 1);
        }
    }

    private static Turn start(Path database) {
        try (ServerProcess server = Servers.planstack(database)) {
            return Turn.of(server.startedIn().toNanos() / NANOS_A_MILLI);
        }
    }

    private static double close(Path database, int accountsWithUsage) {
        Traffic traffic = Traffic.inOrder("close-", accountsWithUsage);
        try (ServerProcess server = Servers.planstack(database);
                LoadClient client = new LoadClient(server.address(), IngestPart.BATCH_CLIENTS)) {
            int[] left = {10};
            Load unused = client.run(() -> left[0]-- > 0 ? traffic.batch(IngestPart.BATCH) : null, PATIENCE);
            long before = System.nanoTime();
            World.setClock(server.address(), HOUR_CLOSED);
            return (System.nanoTime() - before) / NANOS_A_MILLI;
        }
    }
}
