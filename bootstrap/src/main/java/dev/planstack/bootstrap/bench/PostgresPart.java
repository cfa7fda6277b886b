package dev.planstack.bootstrap.bench;

import dev.planstack.bootstrap.bench.Figure.Against;
import dev.planstack.bootstrap.bench.Figure.Target;
import dev.planstack.bootstrap.bench.Rounds.Contender;
import dev.planstack.bootstrap.bench.Rounds.Turn;
import dev.planstack.bootstrap.bench.Rounds.Turns;
import dev.planstack.bootstrap.bench.Traffic.Share;
import dev.planstack.bootstrap.bench.ceiling.PgBench;
import dev.planstack.bootstrap.bench.ceiling.PostgresRows;
import dev.planstack.bootstrap.bench.ceiling.PostgresServer;
import dev.planstack.bootstrap.bench.ceiling.RawRows;
import dev.planstack.bootstrap.bench.ceiling.RoundTrips;
import dev.planstack.bootstrap.bench.ceiling.ScratchDatabases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Planstack on PostgreSQL, beside what else that PostgreSQL can do; and two processes of it on one database. */
final class PostgresPart {

    private static final int PROCESSES = 2;

    private final BenchSizes sizes;
    private final Rounds rounds;
    private final Steps steps;
    private final PostgresServer postgres;
    private final Path licenseKey;

    PostgresPart(BenchSizes sizes, Rounds rounds, Steps steps, PostgresServer postgres, Path folder) {
        this.sizes = sizes;
        this.rounds = rounds;
        this.steps = steps;
        this.postgres = postgres;
        this.licenseKey = folder.resolve("license-key.json");
    }

    List<Figure> measure(int plansEach) {
        try (ScratchDatabases databases = new ScratchDatabases(postgres)) {
            steps.next("setting up " + sizes.accounts() + " accounts on PostgreSQL");
            String world = databases.create("world");
            try (ServerProcess server = serve(databases, world)) {
                World.setUp(server.address(), sizes.accounts(), plansEach);
            }
            List<Figure> figures = new ArrayList<>();
            try (ServerProcess server = serve(databases, databases.copy(world, "one"))) {
                figures.addAll(batches(server, databases.copy(world, "rows")));
                figures.add(singles(server, databases));
                figures.add(access(server));
            }
            figures.addAll(processes(databases, world));
            return figures;
        }
    }

    private ServerProcess serve(ScratchDatabases databases, String database) {
        return Servers.planstack(databases.location(database), licenseKey);
    }

    private List<Figure> batches(ServerProcess server, String copy) {
        Traffic ours = Traffic.inOrder("batch-", sizes.accounts());
        Traffic rows = Traffic.inOrder("raw-", sizes.accounts());
        try (LoadClient client = new LoadClient(server.address(), IngestPart.BATCH_CLIENTS);
                RawRows raw = new PostgresRows(postgres, copy)) {
            List<Turns> turns = rounds.of(
                    "batches on PostgreSQL",
                    List.of(
                            batches(server, client, ours),
                            time -> Rounds.commits(raw, rows, IngestPart.BATCH, time),
                            time -> Rounds.commits(raw, rows, IngestPart.BATCH * IngestPart.BATCH_CLIENTS, time)));
            Samples measured = turns.get(0).values();
            return List.of(
                    new Figure(
                            "postgres.batch",
                            "PostgreSQL: batches of 1,000, 8 clients",
                            "records/s",
                            measured,
                            Optional.of(new Against(
                                    "the same rows by bare JDBC, 1,000 a commit",
                                    turns.get(1).values())),
                            Optional.of(Target.atLeast(0.6)),
                            turns.get(0).cpu()),
                    new Figure(
                            "postgres.batch.large",
                            "the same",
                            "records/s",
                            measured,
                            Optional.of(new Against(
                                    "the same rows by bare JDBC, 8,000 a commit",
                                    turns.get(2).values())),
                            Optional.empty(),
                            Optional.empty()));
        }
    }

    private static Contender batches(ServerProcess server, LoadClient client, Traffic traffic) {
        return time -> Rounds.load(server, client, time, IngestPart.BATCH, () -> traffic.batch(IngestPart.BATCH));
    }

    private Figure singles(ServerProcess server, ScratchDatabases databases) {
        String what = "PostgreSQL: one record a request, 64 connections";
        Traffic traffic = Traffic.inOrder("single-", sizes.accounts());
        Optional<Path> program = PgBench.program();
        try (LoadClient client = new LoadClient(server.address(), IngestPart.CONNECTIONS)) {
            List<Contender> contenders = new ArrayList<>();
            contenders.add(time -> Rounds.load(server, client, time, 1, traffic::single));
            program.ifPresent(found -> contenders.add(pgbench(found, databases)));
            List<Turns> turns = rounds.of("single records on PostgreSQL", contenders);
            Optional<Against> against = program.map(found -> new Against(
                    "pgbench (TPC-B), 32 clients, scale " + sizes.pgbenchScale(),
                    turns.get(1).values()));
            return new Figure(
                    "postgres.single",
                    against.isPresent() ? what : what + " (no pgbench here to compare with)",
                    "requests/s",
                    turns.get(0).values(),
                    against,
                    against.map(a -> Target.atLeast(1.5)),
                    turns.get(0).cpu());
        }
    }

    private Contender pgbench(Path program, ScratchDatabases databases) {
        steps.next("filling the tables of pgbench");
        PgBench bench = PgBench.filled(program, postgres, databases.create("pgbench"), sizes.pgbenchScale());
        return time -> Turn.of(bench.perSecond(BenchSizes.PGBENCH_CLIENTS, time));
    }

    private Figure access(ServerProcess server) {
        Supplier<byte[]> requests = AccessPart.requests(sizes.accounts());
        try (LoadClient client = new LoadClient(server.address(), IngestPart.CONNECTIONS);
                RoundTrips nothing = new RoundTrips(postgres, IngestPart.CONNECTIONS)) {
            List<Turns> turns = rounds.of(
                    "access on PostgreSQL",
                    List.of(
                            time -> Rounds.load(server, client, time, 1, requests),
                            time -> Turn.of(nothing.perSecond(time))));
            return new Figure(
                    "postgres.access",
                    "PostgreSQL: access of an account",
                    "requests/s",
                    turns.get(0).values(),
                    Optional.of(new Against(
                            "SELECT 1 by 64 connections", turns.get(1).values())),
                    Optional.empty(),
                    turns.get(0).cpu());
        }
    }

    /** One process on one copy, two on the other, so that none finds in memory what another one changed since. */
    private List<Figure> processes(ScratchDatabases databases, String world) {
        String shared = databases.copy(world, "shared");
        try (ServerProcess one = serve(databases, databases.copy(world, "alone"));
                ServerProcess first = serve(databases, shared);
                ServerProcess second = serve(databases, shared);
                LoadClient client = new LoadClient(one.address(), IngestPart.BATCH_CLIENTS);
                LoadClient toFirst = new LoadClient(first.address(), IngestPart.BATCH_CLIENTS / PROCESSES);
                LoadClient toSecond = new LoadClient(second.address(), IngestPart.BATCH_CLIENTS / PROCESSES)) {
            List<ServerProcess> servers = List.of(first, second);
            List<LoadClient> clients = List.of(toFirst, toSecond);
            Traffic all = Traffic.inOrder("alone-", sizes.accounts());
            List<Traffic> own = traffic(
                    number -> Traffic.inOrder("own" + number + "-", sizes.accounts(), new Share(number, PROCESSES)));
            List<Traffic> any = traffic(number -> Traffic.inOrder("any" + number + "-", sizes.accounts()));
            return List.of(
                    figure(
                            "postgres.processes",
                            "PostgreSQL: batches by two processes, each with half of the accounts",
                            "two processes, half of the accounts each",
                            List.of(together(servers, clients, own), batches(one, client, all)),
                            Optional.of(Target.atLeast(1.3))),
                    figure(
                            "postgres.processes.any",
                            "the same, both with all accounts",
                            "two processes, all accounts each",
                            List.of(together(servers, clients, any), batches(one, client, all)),
                            Optional.empty()));
        }
    }

    private static List<Traffic> traffic(IntFunction<Traffic> of) {
        return IntStream.range(0, PROCESSES).mapToObj(of).toList();
    }

    private static Contender together(List<ServerProcess> servers, List<LoadClient> clients, List<Traffic> traffic) {
        List<Contender> all = IntStream.range(0, PROCESSES)
                .mapToObj(i -> batches(servers.get(i), clients.get(i), traffic.get(i)))
                .toList();
        return time -> Rounds.together(all, time);
    }

    private Figure figure(String name, String what, String step, List<Contender> contenders, Optional<Target> target) {
        List<Turns> turns = rounds.of(step, contenders);
        return new Figure(
                name,
                what,
                "records/s",
                turns.get(0).values(),
                Optional.of(new Against("one process", turns.get(1).values())),
                target,
                turns.get(0).cpu());
    }
}
