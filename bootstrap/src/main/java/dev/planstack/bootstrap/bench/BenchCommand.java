package dev.planstack.bootstrap.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
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
            "Takes some minutes, on files of its own in the folder for temporary files."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class BenchCommand implements Callable<Integer> {

    private static final int MOST = 1_000;

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

    @Option(names = "--rounds", defaultValue = "7", description = "How often the contenders take turns.")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "3", description = "How long a turn is.")
    private int seconds;

    @Option(names = "--json", description = "Prints JSON in place of the table.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        check("--rounds", rounds);
        check("--seconds", seconds);
        Path folder = Files.createTempDirectory("planstack-bench");
        try {
            Steps steps = new Steps(spec.commandLine().getErr());
            BenchSizes sizes = quick ? BenchSizes.QUICK : BenchSizes.standard(rounds, seconds);
            Report report = new Bench(sizes, parts(), steps, folder).run();
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

    private Set<Part> parts() {
        if (!only.isEmpty()) {
            return only;
        }
        return full ? EnumSet.allOf(Part.class) : EnumSet.complementOf(EnumSet.of(Part.LARGE));
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
