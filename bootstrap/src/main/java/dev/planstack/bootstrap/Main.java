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
import java.util.Map;
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
        System.exit(commandLine(System.getenv()).execute(args));
    }

    static CommandLine commandLine(Map<String, String> environment) {
        CommandLine root = new CommandLine(new Main())
                .addSubcommand(new ServeCommand(environment))
                .addSubcommand(new DemoCommand())
                .addSubcommand(new ImportLogCommand(environment))
                .addSubcommand(new BenchCommand())
                .addSubcommand(new ImportLicensesCommand(environment))
                .addSubcommand(new ExportCommand(new FileOutputStream(FileDescriptor.out)))
                .addSubcommand(new ImportCommand())
                .addSubcommand(new VerifyCommand())
                .addSubcommand(new BackupCommand());
        return root.setDefaultValueProvider(new OptionDefaults(environment));
    }
}
