package dev.planstack.bootstrap.transfer;

import dev.planstack.application.shared.StorageRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code import}: fills an empty database with an export. */
@Command(
        name = "import",
        description = {
            "Fills a database that is empty or not there with an export: all of it, or nothing.",
            "An export of it is the same again, byte for byte, and serve goes on from there."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class ImportCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private DatabaseOption database;

    @Parameters(paramLabel = "EXPORT", description = "The file that export wrote.")
    @SuppressWarnings("NullAway.Init")
    private Path export;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try (InputStream lines = Files.newInputStream(export)) {
            database.whole().importFrom(lines);
            return 0;
        } catch (StorageRefusedException e) {
            err.println(e.getMessage());
            return 1;
        } catch (IOException e) {
            err.println("The file " + export + " cannot be read: " + e + ". Nothing was imported.");
            return 1;
        }
    }
}
