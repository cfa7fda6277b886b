package dev.planstack.bootstrap.bench;

import dev.planstack.bootstrap.bench.ceiling.PostgresServer;
import dev.planstack.bootstrap.bench.ceiling.RawRows;
import dev.planstack.bootstrap.bench.ceiling.SqliteRows;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One run: Planstack and what it is compared with take turns on the same machine. */
final class Bench {

    private static final int PLANS_EACH = 3;

    /** What needs accounts on SQLite. */
    private static final Set<Part> UNDER_LOAD =
            EnumSet.of(Part.BATCH, Part.SINGLE, Part.ORDER, Part.OVERLOAD, Part.ACCESS, Part.LARGE);

    private final BenchSizes sizes;
    private final Set<Part> parts;
    private final Optional<PostgresServer> postgres;
    private final Steps steps;
    private final Path folder;
    private final Rounds rounds;
    private final List<Figure> figures = new ArrayList<>();

    Bench(BenchSizes sizes, Set<Part> parts, Optional<PostgresServer> postgres, Steps steps, Path folder) {
        this.sizes = sizes;
        this.parts = parts;
        this.postgres = postgres;
        this.steps = steps;
        this.folder = folder;
        this.rounds = new Rounds(sizes, steps);
    }

    Report run() throws IOException {
        double before = load();
        if (parts.stream().anyMatch(UNDER_LOAD::contains)) {
            underLoad();
        }
        if (parts.contains(Part.RULES)) {
            figures.addAll(new RulesPart(rounds, sizes.plans()).measure());
        }
        if (parts.contains(Part.LARGE)) {
            figures.addAll(new LargePart(sizes, rounds, steps, folder).accounts());
        }
        if (parts.contains(Part.START)) {
            figures.addAll(new StartPart(rounds, sizes.rest(), folder).measure());
        }
        if (parts.contains(Part.POSTGRES)) {
            figures.addAll(new PostgresPart(sizes, rounds, steps, postgres.orElseThrow(), folder).measure(PLANS_EACH));
        }
        return new Report(machine(), figures, List.of(before, load()));
    }

    private void underLoad() throws IOException {
        Path database = folder.resolve("planstack.db");
        steps.next("setting up " + sizes.accounts() + " accounts with " + PLANS_EACH + " plans each");
        try (ServerProcess server = Servers.planstack(database)) {
            World.setUp(server.address(), sizes.accounts(), PLANS_EACH);
        }
        if (parts.contains(Part.LARGE)) {
            figures.addAll(new LargePart(sizes, rounds, steps, folder).records(database));
        }
        underLoad(database, Files.copy(database, folder.resolve("raw.db")));
    }

    private void underLoad(Path database, Path copy) {
        try (ServerProcess server = Servers.planstack(database);
                ServerProcess empty = Servers.empty(folder.resolve("empty.db"));
                RawRows raw = new SqliteRows(copy)) {
            IngestPart ingest = new IngestPart(rounds, sizes.accounts(), server, raw);
            if (parts.contains(Part.BATCH)) {
                figures.addAll(ingest.batches());
            }
            if (parts.contains(Part.SINGLE)) {
                figures.addAll(ingest.singles(empty));
            }
            if (parts.contains(Part.ORDER)) {
                figures.addAll(ingest.outOfOrder());
            }
            if (parts.contains(Part.OVERLOAD)) {
                figures.addAll(new OverloadPart(rounds, sizes.accounts(), server).measure());
            }
            if (parts.contains(Part.ACCESS)) {
                figures.addAll(new AccessPart(rounds, sizes.accounts(), server, empty).measure());
            }
        }
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String machine() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.availableProcessors() + " processors, Java " + Runtime.version() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }
}
