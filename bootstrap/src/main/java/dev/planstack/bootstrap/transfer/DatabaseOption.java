package dev.planstack.bootstrap.transfer;

import dev.planstack.persistence.SqliteFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names the file that {@code serve} keeps everything in. */
public final class DatabaseOption {

    @Option(names = "--database", defaultValue = "planstack.db", description = "The SQLite file.")
    @SuppressWarnings("NullAway.Init")
    private Path database;

    /** The file. */
    public SqliteFile file() {
        return new SqliteFile(database);
    }
}
