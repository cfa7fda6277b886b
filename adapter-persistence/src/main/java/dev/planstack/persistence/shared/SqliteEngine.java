package dev.planstack.persistence.shared;

import dev.planstack.application.shared.StorageRefusedException;
import dev.planstack.application.shared.Unavailable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.migration.JavaMigration;
import org.sqlite.SQLiteJDBCLoader;

/** A SQLite file, held for this process. */
final class SqliteEngine implements Engine {

    static final String MIGRATIONS = "db/sqlite";

    private final Path file;
    private final SqliteFileGuard guard;
    private final SqliteDataSource source;

    private SqliteEngine(Path file, SqliteFileGuard guard) {
        this.file = file;
        this.guard = guard;
        this.source = SqliteDataSource.writing(file.toAbsolutePath());
    }

    /**
     * Takes a file, which is created if it is not there, and brings its tables up to date.
     *
     * @param steps what does so where statements alone do not
     */
    static SqliteEngine open(Path file, List<JavaMigration> steps) {
        loadNativeLibrary();
        SqliteEngine engine = new SqliteEngine(file, SqliteFileGuard.take(file));
        try {
            engine.prepare(steps);
            return engine;
        } catch (SQLException e) {
            engine.close();
            throw engine.refusal(e);
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private void prepare(List<JavaMigration> steps) throws SQLException {
        source.checkVersion();
        migrate(source, steps);
        KeptConnection connection = new SqliteKeptConnection(source.getConnection(), false);
        try {
            // a log that is here may be in the system's cache only, if forcing it to the disk failed before; this
            // forces it
            connection.executeOnce("PRAGMA wal_checkpoint(PASSIVE)");
        } finally {
            connection.throwAway();
        }
    }

    static void migrate(DataSource source, List<JavaMigration> steps) {
        Migrations.run(source, MIGRATIONS, steps, SqliteEngine::diskFault);
    }

    private static Optional<StorageRefusedException> diskFault(FlywayException failure) {
        return SqliteFailures.ofDisk(failure)
                .map(fault -> new StorageRefusedException(
                        "The disk failed while the database's tables were brought to this version of Planstack: "
                                + fault.getMessage() + ". Check the disk and start again; it goes on where it was.",
                        Optional.of(failure)));
    }

    static void loadNativeLibrary() {
        try {
            boolean loaded = SQLiteJDBCLoader.initialize();
            if (loaded) {
                return;
            }
            throw new StorageRefusedException("SQLite's native library was not loaded.");
        } catch (StorageRefusedException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            throw new StorageRefusedException(
                    "SQLite's native library cannot be loaded (" + e.getMessage()
                            + "); it is unpacked into the folder for"
                            + " temporary files, which must allow programs to run. Name another folder with"
                            + " -Dorg.sqlite.tmpdir=<folder>.",
                    Optional.of(e));
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public KeptConnection writer() throws SQLException {
        return new SqliteKeptConnection(source.getConnection(), true);
    }

    @Override
    public KeptConnection reader() throws SQLException {
        return new SqliteKeptConnection(
                SqliteDataSource.reading(file.toAbsolutePath()).getConnection(), false);
    }

    @Override
    public Unavailable failure(Throwable failure) {
        return SqliteFailures.unavailable(failure);
    }

    @Override
    public Unavailable failureOfCommit(SQLException failure) {
        return SqliteFailures.ofCommit(failure);
    }

    /** A file is not lost. */
    @Override
    public boolean isLostConnection(SQLException failure) {
        return false;
    }

    @Override
    public StorageRefusedException refusal(Exception failure) {
        return new StorageRefusedException(
                "The database " + file + " cannot be opened: " + failure.getMessage()
                        + ". Check that the file is a database of Planstack and that its disk has room.",
                Optional.of(failure));
    }

    @Override
    public void close() {
        guard.close();
    }
}
