package dev.planstack.bootstrap.bench;

import dev.planstack.bootstrap.bench.Figure.Against;
import dev.planstack.bootstrap.bench.Figure.Target;
import dev.planstack.bootstrap.bench.Rounds.Turn;
import dev.planstack.bootstrap.bench.Rounds.Turns;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is still done when five times as much is asked for as can be done, and right after. */
final class OverloadPart {

    private static final int TOO_MUCH = 5;
    private static final int CONNECTIONS = 128;

    private final Rounds rounds;
    private final ServerProcess server;
    private final Traffic traffic;
    private double peak;

    OverloadPart(Rounds rounds, int accounts, ServerProcess server) {
        this.rounds = rounds;
        this.server = server;
        this.traffic = Traffic.inOrder("much-", accounts);
    }

    List<Figure> measure() {
        try (LoadClient few = new LoadClient(server.address(), IngestPart.BATCH_CLIENTS);
                LoadClient many = new LoadClient(server.address(), CONNECTIONS)) {
            List<Turns> turns = rounds.of(
                    "overload",
                    List.of(
                            time -> {
                                Turn atItsPeak = batches(few, time);
                                peak = atItsPeak.value();
                                return atItsPeak;
                            },
                            time -> Rounds.load(
                                    server,
                                    IngestPart.BATCH,
                                    () -> many.offer(this::batch, TOO_MUCH * peak / IngestPart.BATCH, time)),
                            time -> batches(few, time)));
            Against atItsPeak =
                    new Against("as much as can be done", turns.get(0).values());
            return List.of(
                    figure("overload", "batches, five times as many offered", turns.get(1), atItsPeak),
                    figure("overload.after", "batches, right after", turns.get(2), atItsPeak));
        }
    }

    private Turn batches(LoadClient client, Duration time) {
        return Rounds.load(server, client, time, IngestPart.BATCH, this::batch);
    }

    private byte[] batch() {
        return traffic.batch(IngestPart.BATCH);
    }

    private static Figure figure(String name, String what, Turns turns, Against against) {
        return new Figure(
                name,
                what,
                "records/s",
                turns.values(),
                Optional.of(against),
                Optional.of(Target.atLeast(0.8)),
                turns.cpu());
    }
}
