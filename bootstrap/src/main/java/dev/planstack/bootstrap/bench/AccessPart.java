package dev.planstack.bootstrap.bench;

import dev.planstack.bootstrap.bench.Figure.Against;
import dev.planstack.bootstrap.bench.Figure.Target;
import dev.planstack.bootstrap.bench.Rounds.Turn;
import dev.planstack.bootstrap.bench.Rounds.Turns;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Whether a meter may be used, beside a request that asks for nothing. */
final class AccessPart {

    private static final long SEED = 3;
    private static final byte[] EMPTY = Http.get("/empty");

    private final Rounds rounds;
    private final Supplier<byte[]> access;
    private final ServerProcess server;
    private final ServerProcess empty;
    private final Traffic traffic;

    AccessPart(Rounds rounds, int accounts, ServerProcess server, ServerProcess empty) {
        this.rounds = rounds;
        this.access = requests(accounts);
        this.server = server;
        this.empty = empty;
        this.traffic = Traffic.inOrder("meanwhile-", accounts);
    }

    /** Asks for one account after the other, by chance. */
    static Supplier<byte[]> requests(int accounts) {
        SplittableRandom random = new SplittableRandom(SEED);
        return () -> Http.get(
                "/v1/accounts/" + Traffic.account(random.nextInt(accounts)) + "/access?meter=" + Traffic.METER);
    }

    List<Figure> measure() {
        try (LoadClient client = new LoadClient(server.address(), IngestPart.CONNECTIONS);
                LoadClient emptyClient = new LoadClient(empty.address(), IngestPart.CONNECTIONS)) {
            List<Turns> alone = rounds.of(
                    "access",
                    List.of(
                            time -> Rounds.load(server, client, time, 1, access),
                            time -> Rounds.load(empty, emptyClient, time, 1, () -> EMPTY)));
            List<Turns> busy = rounds.of(
                    "access while usage is recorded",
                    List.of(
                            time -> meanwhile(() -> Rounds.load(server, client, time, 1, access)),
                            time -> meanwhile(() -> Rounds.load(empty, emptyClient, time, 1, () -> EMPTY))));
            return List.of(
                    figure(
                            "access",
                            "access of an account",
                            alone,
                            "an empty GET",
                            alone.get(0).cpu()),
                    figure(
                            "access.busy",
                            "the same while batches are recorded",
                            busy,
                            "an empty GET, batches recorded beside it",
                            Optional.empty()));
        }
    }

    private static Figure figure(String name, String what, List<Turns> turns, String against, Optional<Samples> cpu) {
        return new Figure(
                name,
                what,
                "requests/s",
                turns.get(0).values(),
                Optional.of(new Against(against, turns.get(1).values())),
                Optional.of(Target.atLeast(0.8)),
                cpu);
    }

    /** While usage is recorded as fast as it goes. */
    private Turn meanwhile(Supplier<Turn> turn) {
        AtomicBoolean over = new AtomicBoolean();
        try (LoadClient client = new LoadClient(server.address(), IngestPart.BATCH_CLIENTS)) {
            CompletableFuture<Load> ingest = CompletableFuture.supplyAsync(
                    () -> client.run(() -> over.get() ? null : traffic.batch(IngestPart.BATCH), Duration.ofHours(1)));
            Turn taken;
            try {
                taken = turn.get();
            } finally {
                over.set(true);
            }
            Load unused = ingest.join();
            return taken;
        }
    }
}
