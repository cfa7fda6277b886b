package dev.planstack.bootstrap.transfer;

import dev.planstack.application.shared.StorageRefusedException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code backup}: copies a database that may be in use. */
@Command(
        name = "backup",
        description = {
            "Copies a database into a new file, which is complete once it is there and which serve can use as it is.",
            "It shows one commit and works while serve uses the database. Never copy the files of a database in use.",
            "It is for SQLite; PostgreSQL has pg_dump and pg_basebackup."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class BackupCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private DatabaseOption database;

    @Parameters(paramLabel = "FILE", description = "The backup; a file that is there is not overwritten.")
    @SuppressWarnings("NullAway.Init")
    private Path backup;

    @Override
    public Integer call() {
        try {
            database.whole().backup(backup);
            return 0;
        } catch (StorageRefusedException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }
}
