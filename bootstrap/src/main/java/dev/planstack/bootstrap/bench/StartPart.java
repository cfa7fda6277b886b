package dev.planstack.bootstrap.bench;

import dev.planstack.bootstrap.bench.Figure.Against;
import dev.planstack.bootstrap.bench.Figure.Target;
import dev.planstack.bootstrap.bench.Rounds.Turn;
import dev.planstack.bootstrap.bench.Rounds.Turns;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** From the start of the process until it listens, and the memory it then holds. */
final class StartPart {

    private static final double NANOS_A_MILLI = 1e6;
    private static final double MEGABYTE = 1e6;

    private final Rounds rounds;
    private final Duration rest;
    private final Path folder;
    private int started;

    StartPart(Rounds rounds, Duration rest, Path folder) {
        this.rounds = rounds;
        this.rest = rest;
        this.folder = folder;
    }

    private Path fresh() {
        return folder.resolve("start-" + started++ + ".db");
    }

    List<Figure> measure() {
        Path archive = folder.resolve("planstack.jsa");
        Servers.planstack(fresh(), "-XX:ArchiveClassesAtExit=" + archive).close();
        List<Turns> turns = rounds.cold(
                "starting",
                List.of(
                        time -> start(() -> Servers.planstack(fresh())),
                        time -> start(() -> Servers.planstack(fresh(), "-XX:SharedArchiveFile=" + archive)),
                        time -> start(() -> Servers.empty(fresh())),
                        time -> memory()));
        Against empty = new Against(
                "an empty Javalin that opens a SQLite file", turns.get(2).values());
        return List.of(
                new Figure(
                        "start",
                        "start until it listens, empty database",
                        "ms",
                        turns.get(0).values(),
                        Optional.of(empty),
                        Optional.of(Target.atMost(1.3)),
                        Optional.empty()),
                new Figure(
                        "start.archive",
                        "the same with a class-data archive",
                        "ms",
                        turns.get(1).values(),
                        Optional.of(empty),
                        Optional.of(Target.atMost(1)),
                        Optional.empty()),
                new Figure(
                        "memory.rest",
                        "memory at rest, -Xmx64m",
                        "MB",
                        turns.get(3).values(),
                        Optional.empty(),
                        Optional.of(Target.atMost(130)),
                        Optional.empty()));
    }

    private static Turn start(Supplier<ServerProcess> starting) {
        try (ServerProcess server = starting.get()) {
            return Turn.of(server.startedIn().toNanos() / NANOS_A_MILLI);
        }
    }

    private Turn memory() {
        try (ServerProcess server = Servers.planstack(fresh(), "-Xmx64m")) {
            rest();
            return Turn.of(server.residentBytes().orElse(0) / MEGABYTE);
        }
    }

    private void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(rest.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a server was at rest", e);
        }
    }
}
