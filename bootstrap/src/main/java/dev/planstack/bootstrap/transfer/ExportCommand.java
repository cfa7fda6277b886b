package dev.planstack.bootstrap.transfer;

import dev.planstack.application.shared.StorageRefusedException;
import dev.planstack.persistence.WholeDatabase;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code export}: writes all that a database holds as lines of JSON. */
@Command(
        name = "export",
        description = {
            "Writes all that a database holds to standard output, as one JSON object a line, always in the same order.",
            "It shows one commit and works while serve uses the database."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        footer = {
            "",
            "The export holds the secrets of webhooks and customers' data: keep it as safe as the database.",
        })
public final class ExportCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final OutputStream to;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private DatabaseOption database;

    @Option(
            names = "--at-commit",
            paramLabel = "N",
            description = "Export commit N (the number in Planstack-Commit): waits up to 30 seconds until the database"
                    + " reaches it; refused if the database is beyond it.")
    private @Nullable Long atCommit;

    /** A command that writes to {@code to}. */
    public ExportCommand(OutputStream to) {
        this.to = to;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        WholeDatabase whole = database.whole();
        OptionalLong wanted = atCommit == null ? OptionalLong.empty() : OptionalLong.of(atCommit);
        try (BufferedOutputStream lines = new BufferedOutputStream(to)) {
            if (wanted.isPresent()) {
                await(whole, wanted.getAsLong());
            }
            whole.exportTo(lines, wanted);
            return 0;
        } catch (StorageRefusedException e) {
            err.println(e.getMessage());
            return 1;
        } catch (IOException e) {
            err.println("The export cannot be written: " + e.getMessage());
            return 1;
        }
    }

    private static void await(WholeDatabase whole, long commit) throws InterruptedException {
        for (Duration waited = Duration.ZERO;
                whole.commit() < commit && waited.compareTo(PATIENCE) < 0;
                waited = waited.plus(LOOK_AGAIN)) {
            Thread.sleep(LOOK_AGAIN.toMillis());
        }
    }
}
