package dev.planstack.bootstrap.bench.ceiling;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own benchmark with the script that it has built in, "TPC-B (sort of)", as it comes. */
public final class PgBench {

    private static final String PROGRAM = "pgbench";
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Pattern RATE = Pattern.compile("^tps = ([0-9.]+)", Pattern.MULTILINE);

    private final Path program;
    private final PostgresServer server;
    private final String database;

    private PgBench(Path program, PostgresServer server, String database) {
        this.program = program;
        this.server = server;
        this.database = database;
    }

    /** The program, from {@code PATH} or else the newest that Debian has; empty if there is none. */
    public static Optional<Path> program() {
        Stream<Path> folders = Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .map(Path::of);
        return Stream.concat(folders, debian())
                .map(folder -> folder.resolve(PROGRAM))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> debian() {
        if (!Files.isDirectory(DEBIAN)) {
            return Stream.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions
                    .sorted(Comparator.comparing(
                                    (Path version) -> version.getFileName().toString())
                            .reversed())
                    .map(version -> version.resolve("bin"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Fills an empty database for it.
     *
     * @param scale branches, each with 100,000 accounts; with fewer than clients, clients wait for one another's branch
     */
    public static PgBench filled(Path program, PostgresServer server, String database, int scale) {
        PgBench bench = new PgBench(program, server, database);
        String unused = bench.run("--initialize", "--quiet", "--scale=" + scale);
        return bench;
    }

    /** Transactions a second, for so long, to the second. */
    public double perSecond(int clients, Duration time) {
        String said = run(
                "--client=" + clients,
                "--jobs=" + Math.min(clients, Runtime.getRuntime().availableProcessors()),
                "--time=" + Math.max(1, time.toSeconds()));
        Matcher rate = RATE.matcher(said);
        if (!rate.find()) {
            throw new IllegalStateException("pgbench told no rate: " + said);
        }
        return Double.parseDouble(rate.group(1));
    }

    private String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        command.add(database);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(server.environment());
        try {
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("pgbench failed: " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while pgbench ran", e);
        }
    }
}
