package dev.planstack.bootstrap.verify;

import dev.planstack.application.shared.StorageRefusedException;
import dev.planstack.bootstrap.transfer.DatabaseOption;
import dev.planstack.persistence.WholeDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code verify}: checks every invariant of the rules from the data alone. */
@Command(
        name = "verify",
        description = {
            "Checks every invariant of the rules, the hash chains and the numbering of an export, or of a database.",
            "It prints each violation and then exits with 1. It works while serve uses the database."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class VerifyCommand implements Callable<Integer> {

    private static final int PIPE = 1 << 16;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private DatabaseOption database;

    @Parameters(
            paramLabel = "EXPORT",
            arity = "0..1",
            description = "A file that export wrote; where none is named, the database is checked.")
    private @Nullable Path export;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Report report = new Report(out::println);
        try {
            if (export == null) {
                database(database.whole(), report);
            } else {
                file(export, report);
            }
        } catch (StorageRefusedException e) {
            err.println(e.getMessage());
            return 1;
        } catch (IOException e) {
            err.println("It cannot be read: " + e);
            return 1;
        }
        out.flush();
        return report.violations() == 0 ? 0 : 1;
    }

    private static void file(Path export, Report report) throws IOException {
        try (InputStream lines = Files.newInputStream(export)) {
            boolean whole = lines(lines, report);
            if (!whole) {
                report.found("file: the line that ends an export is missing; it was cut off");
            }
        }
    }

    /** Checks the database's export as it is written. */
    private static void database(WholeDatabase whole, Report report) throws IOException, InterruptedException {
        try (PipedInputStream in = new PipedInputStream(PIPE)) {
            PipedOutputStream to = new PipedOutputStream(in);
            FutureTask<Boolean> export = new FutureTask<>(() -> {
                try (to) {
                    whole.exportTo(to, OptionalLong.empty());
                }
                return true;
            });
            new Thread(export, "export").start();
            boolean ended = lines(in, report);
            // what kept the export from its end is told by its failure
            boolean unused = export.get() && ended;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StorageRefusedException refused) {
                throw refused;
            }
            throw new IOException(e.getCause());
        }
    }

    private static boolean lines(InputStream in, Report report) throws IOException {
        return Verifier.verify(
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder())), report);
    }
}
