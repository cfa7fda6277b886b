package dev.planstack.bootstrap.bench;

import dev.planstack.bootstrap.bench.ceiling.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code bench}: how fast Planstack is here, beside what the machine could do at most. */
@Command(
        name = "bench",
        description = {
            "Measures how fast Planstack is on this machine, beside what the machine could do at most.",
            "Takes some minutes, on files of its own in the folder for temporary files, and on PostgreSQL in databases of its own."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class BenchCommand implements Callable<Integer> {

    private static final int MOST = 1_000;
    private static final int FEWEST_OF_MANY = 100;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--quick", description = "Shows in seconds that all can be measured; the figures mean nothing.")
    private boolean quick;

    @Option(names = "--full", description = "Measures many records and many accounts too, which takes an hour or more.")
    private boolean full;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description = "What to measure, of: ${COMPLETION-CANDIDATES}.")
    private Set<Part> only = Set.of();

    @Option(
            names = "--database",
            paramLabel = "postgresql://USER@HOST:PORT/NAME",
            description = {
                "A PostgreSQL to measure on, and there alone unless --full or --only ask for more. The user must be allowed to create databases:"
                        + " the bench works in some of its own (planstack_bench_...), about 1 GB, and drops them in the end;"
                        + " to the one that is named it only connects.",
                "The password may also come from PLANSTACK_DATABASE_PASSWORD. Without this option nothing is measured on PostgreSQL,"
                        + " whatever PLANSTACK_DATABASE names."
            })
    private String database = "";

    @Option(names = "--rounds", defaultValue = "7", description = "How often the contenders take turns.")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "3", description = "How long a turn is.")
    private int seconds;

    @Option(
            names = "--many-records",
            defaultValue = "10000000",
            description = "How many records are many, at least 100.")
    private long manyRecords;

    @Option(
            names = "--many-accounts",
            defaultValue = "1000000",
            description = "How many accounts are many, at least 100.")
    private int manyAccounts;

    @Option(names = "--json", description = "Prints JSON in place of the table.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        check("--rounds", rounds);
        check("--seconds", seconds);
        checkMany("--many-records", manyRecords);
        checkMany("--many-accounts", manyAccounts);
        Optional<PostgresServer> postgres = postgres();
        Set<Part> parts = parts(postgres.isPresent());
        Path folder = Files.createTempDirectory("planstack-bench");
        try {
            Steps steps = new Steps(spec.commandLine().getErr());
            BenchSizes sizes =
                    quick ? BenchSizes.QUICK : BenchSizes.standard(rounds, seconds, manyRecords, manyAccounts);
            Report report = new Bench(sizes, parts, postgres, steps, folder).run();
            if (json) {
                report.printJson(spec.commandLine().getOut());
            } else {
                report.printTable(spec.commandLine().getOut());
            }
            return 0;
        } finally {
            deleteAll(folder);
        }
    }

    private void check(String option, int value) {
        if (value < 1 || value > MOST) {
            throw new ParameterException(spec.commandLine(), option + " must be from 1 to " + MOST);
        }
    }

    private void checkMany(String option, long value) {
        if (value < FEWEST_OF_MANY) {
            throw new ParameterException(spec.commandLine(), option + " must be at least " + FEWEST_OF_MANY);
        }
    }

    /** From the command line alone: what serves there is not to be measured unawares. */
    private Optional<PostgresServer> postgres() {
        if (!spec.commandLine().getParseResult().hasMatchedOption("--database")) {
            return Optional.empty();
        }
        return PostgresServer.at(database, System.getenv()).or(() -> {
            throw new ParameterException(
                    spec.commandLine(),
                    "--database must name a PostgreSQL: postgresql://USER:PASSWORD@HOST:PORT/NAME. On SQLite the"
                            + " bench works in files of its own.");
        });
    }

    private Set<Part> parts(boolean onPostgres) {
        if (only.contains(Part.POSTGRES) && !onPostgres) {
            throw new ParameterException(
                    spec.commandLine(), "--only postgres needs --database postgresql://USER:PASSWORD@HOST:PORT/NAME");
        }
        if (!only.isEmpty()) {
            return only;
        }
        if (onPostgres && !full) {
            return EnumSet.of(Part.POSTGRES);
        }
        Set<Part> parts = EnumSet.allOf(Part.class);
        if (!full) {
            parts.remove(Part.LARGE);
        }
        if (!onPostgres) {
            parts.remove(Part.POSTGRES);
        }
        return parts;
    }

    private static void deleteAll(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
