package dev.planstack.bootstrap.bench;

import dev.planstack.bootstrap.bench.Figure.Against;
import dev.planstack.bootstrap.bench.Figure.Target;
import dev.planstack.bootstrap.bench.Rounds.Turns;
import dev.planstack.bootstrap.bench.ceiling.RawRows;
import java.util.List;
import java.util.Optional;

/** Usage records over HTTP, beside the same rows by bare JDBC and the same requests to a server that does nothing. */
final class IngestPart {

    static final int BATCH = 1_000;
    static final int BATCH_CLIENTS = 8;
    static final int CONNECTIONS = 64;

    private final Rounds rounds;
    private final int accounts;
    private final ServerProcess server;
    private final RawRows raw;

    IngestPart(Rounds rounds, int accounts, ServerProcess server, RawRows raw) {
        this.rounds = rounds;
        this.accounts = accounts;
        this.server = server;
        this.raw = raw;
    }

    List<Figure> batches() {
        Traffic ours = Traffic.inOrder("batch-", accounts);
        Traffic rows = Traffic.inOrder("raw-", accounts);
        try (LoadClient client = new LoadClient(server.address(), BATCH_CLIENTS)) {
            List<Turns> turns = rounds.of(
                    "batches",
                    List.of(
                            time -> Rounds.load(server, client, time, BATCH, () -> ours.batch(BATCH)),
                            time -> Rounds.commits(raw, rows, BATCH * BATCH_CLIENTS, time)));
            return List.of(new Figure(
                    "ingest.batch",
                    "batches of 1,000, 8 clients",
                    "records/s",
                    turns.get(0).values(),
                    Optional.of(new Against(
                            "the same rows by bare JDBC", turns.get(1).values())),
                    Optional.of(Target.atLeast(0.7)),
                    turns.get(0).cpu()));
        }
    }

    List<Figure> singles(ServerProcess empty) {
        Traffic spread = Traffic.inOrder("single-", accounts);
        Traffic hot = Traffic.inOrder("hot-", 1);
        Traffic rows = Traffic.inOrder("raw1-", accounts);
        try (LoadClient client = new LoadClient(server.address(), CONNECTIONS);
                LoadClient emptyClient = new LoadClient(empty.address(), CONNECTIONS)) {
            List<Turns> turns = rounds.of(
                    "single records",
                    List.of(
                            time -> Rounds.load(server, client, time, 1, spread::single),
                            time -> Rounds.load(server, client, time, 1, hot::single),
                            time -> Rounds.load(empty, emptyClient, time, 1, spread::single),
                            time -> Rounds.commits(raw, rows, 1, time),
                            time -> Rounds.commits(raw, rows, CONNECTIONS, time)));
            Samples ours = turns.get(0).values();
            return List.of(
                    new Figure(
                            "ingest.single",
                            "one record a request, 64 connections",
                            "requests/s",
                            ours,
                            Optional.of(new Against(
                                    "an empty endpoint", turns.get(2).values())),
                            Optional.of(Target.atLeast(0.6)),
                            turns.get(0).cpu()),
                    new Figure(
                            "ingest.single.rows",
                            "the same",
                            "requests/s",
                            ours,
                            Optional.of(new Against(
                                    "the same rows by bare JDBC, 64 a commit",
                                    turns.get(4).values())),
                            Optional.empty(),
                            Optional.empty()),
                    new Figure(
                            "ingest.single.p99",
                            "its 99th percentile",
                            "ms",
                            turns.get(0).p99(),
                            Optional.of(
                                    new Against("of a bare commit", turns.get(3).p99())),
                            Optional.of(Target.atMost(10)),
                            Optional.empty()),
                    new Figure(
                            "ingest.hot",
                            "the same for one hot account",
                            "requests/s",
                            turns.get(1).values(),
                            Optional.of(new Against("spread out", ours)),
                            Optional.of(Target.atLeast(0.7)),
                            turns.get(1).cpu()));
        }
    }

    List<Figure> outOfOrder() {
        Traffic inOrder = Traffic.inOrder("ordered-", accounts);
        Traffic shuffled = Traffic.halfOutOfOrder("shuffled-", accounts);
        try (LoadClient client = new LoadClient(server.address(), BATCH_CLIENTS)) {
            List<Turns> turns = rounds.of(
                    "out of order",
                    List.of(
                            time -> Rounds.load(server, client, time, BATCH, () -> shuffled.batch(BATCH)),
                            time -> Rounds.load(server, client, time, BATCH, () -> inOrder.batch(BATCH))));
            return List.of(new Figure(
                    "ingest.out-of-order",
                    "batches, half of the records out of order",
                    "records/s",
                    turns.get(0).values(),
                    Optional.of(new Against("in order", turns.get(1).values())),
                    Optional.of(Target.atLeast(0.5)),
                    turns.get(0).cpu()));
        }
    }
}
