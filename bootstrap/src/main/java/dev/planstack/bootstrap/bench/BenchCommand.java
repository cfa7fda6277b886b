package dev.planstack.bootstrap.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code bench}: how fast Planstack is here, beside what the machine could do at most. */
@Command(
        name = "bench",
        description = "Measures how fast Planstack is on this machine, beside what the machine could do at most.",
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--quick", description = "Only shows that everything can be measured; the figures mean nothing.")
    private boolean quick;

    @Option(names = "--json", description = "Prints JSON in place of the table.")
    private boolean json;

    @Option(
            names = "--only",
            split = ",",
            defaultValue = "batch,single,order,access",
            description = "Parts to measure.")
    @SuppressWarnings("NullAway.Init")
    private List<String> only;

    @Option(names = "--rounds", defaultValue = "7", description = "How often the contenders take turns.")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "3", description = "How long a turn is.")
    private int seconds;

    @Option(names = "--accounts", defaultValue = "10000", description = "How many accounts there are.")
    private int accounts;

    @Override
    public Integer call() throws IOException, SQLException {
        Path folder = Files.createTempDirectory("planstack-bench");
        try {
            Report report = new Bench(
                            quick ? BenchSizes.QUICK : BenchSizes.STANDARD.with(accounts, rounds, seconds),
                            only,
                            new Steps(spec.commandLine().getErr()),
                            folder)
                    .run();
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
