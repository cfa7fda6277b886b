package dev.planstack.bootstrap;

import dev.planstack.bootstrap.bench.BenchCommand;
import dev.planstack.bootstrap.demo.DemoCommand;
import dev.planstack.bootstrap.importlicenses.ImportLicensesCommand;
import dev.planstack.bootstrap.importlog.ImportLogCommand;
import dev.planstack.bootstrap.serve.ServeCommand;
import dev.planstack.bootstrap.transfer.BackupCommand;
import dev.planstack.bootstrap.transfer.ExportCommand;
import dev.planstack.bootstrap.transfer.ImportCommand;
import dev.planstack.bootstrap.verify.VerifyCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The program {@code planstack}. */
@Command(
        name = "planstack",
        description = "Prepaid plans that stack, drawn down by usage; pay-as-you-go when they run out.",
        mixinStandardHelpOptions = true,
        version = "Planstack 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = HelpCommand.class)
public final class Main {

    private Main() {}

    /** Runs a command; the exit status is 0 when it did what it was asked for. */
    public static void main(String[] args) {
        System.exit(commandLine(System.getenv(), args).execute(args));
    }

    /**
     * The command line that can do what {@code args} ask for. What a command takes is read by reflection, which for all of them
     * takes as long as a good part of a start; so it is read of the one that is named, and of all only where none is.
     */
    static CommandLine commandLine(Map<String, String> environment, String... args) {
        CommandLine root = new CommandLine(new Main());
        Map<String, Supplier<Object>> all = commands(environment);
        Optional<Supplier<Object>> named = Arrays.stream(args)
                .limit(1)
                .map(all::get)
                .filter(Objects::nonNull)
                .findFirst();
        named.map(List::of)
                .orElseGet(() -> List.copyOf(all.values()))
                .forEach(command -> root.addSubcommand(command.get()));
        return root.setDefaultValueProvider(new OptionDefaults(environment));
    }

    private static Map<String, Supplier<Object>> commands(Map<String, String> environment) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("serve", () -> new ServeCommand(environment));
        commands.put("demo", DemoCommand::new);
        commands.put("import-log", () -> new ImportLogCommand(environment));
        commands.put("bench", BenchCommand::new);
        commands.put("import-licenses", () -> new ImportLicensesCommand(environment));
        commands.put("export", () -> new ExportCommand(new FileOutputStream(FileDescriptor.out)));
        commands.put("import", ImportCommand::new);
        commands.put("verify", VerifyCommand::new);
        commands.put("backup", BackupCommand::new);
        return commands;
    }
}
