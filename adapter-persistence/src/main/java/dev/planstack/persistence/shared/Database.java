package dev.planstack.persistence.shared;

import dev.planstack.application.shared.ServiceStates;
import dev.planstack.application.shared.StorageRefusedException;
import dev.planstack.domain.shared.BillingCalendar;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.api.migration.JavaMigration;
import org.sqlite.SQLiteJDBCLoader;

/** One SQLite file, held and open. */
public final class Database implements AutoCloseable {

    static final String MIGRATIONS = "db/sqlite";

    private final FileGuard guard;
    private final Sessions sessions;
    private final Installation installation;

    private Database(FileGuard guard, Sessions sessions) {
        this.guard = guard;
        this.sessions = sessions;
        this.installation = new Installation(sessions);
    }

    /**
     * Opens a file, new or set up with the same calendar and kind.
     *
     * @param steps what brings older tables up to date where statements alone do not
     */
    public static Database open(
            Path file, BillingCalendar calendar, boolean sandbox, Instant startAt, List<JavaMigration> steps) {
        loadNativeLibrary();
        FileGuard guard = FileGuard.take(file);
        try {
            return new Database(guard, sessions(file.toAbsolutePath(), calendar, sandbox, startAt, steps));
        } catch (SQLException e) {
            guard.close();
            throw new StorageRefusedException(
                    "The database " + file + " cannot be opened: " + e.getMessage()
                            + ". Check that the file is a database of Planstack and that its disk has room.",
                    Optional.of(e));
        } catch (RuntimeException e) {
            guard.close();
            throw e;
        }
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

    private static Sessions sessions(
            Path file, BillingCalendar calendar, boolean sandbox, Instant startAt, List<JavaMigration> steps)
            throws SQLException {
        SqliteDataSource source = SqliteDataSource.writing(file);
        source.checkVersion();
        Migrations.run(source, MIGRATIONS, steps);
        KeptConnection writer = new KeptConnection(source.getConnection());
        BillingCalendar kept;
        try {
            // a log that is here may be in the system's cache only, if forcing it to the disk failed before; this
            // forces it
            writer.executeOnce("PRAGMA wal_checkpoint(PASSIVE)");
            writer.execute("BEGIN IMMEDIATE");
            Installation.settle(writer.handle(), calendar, sandbox, startAt);
            kept = Installation.state(writer.handle()).calendar();
            writer.execute("COMMIT");
        } catch (SQLException | RuntimeException e) {
            writer.throwAway();
            throw e;
        }
        return new Sessions(writer, () -> reopened(source), new Readers(SqliteDataSource.reading(file)), kept);
    }

    private static KeptConnection reopened(SqliteDataSource source) {
        try {
            return new KeptConnection(source.getConnection());
        } catch (SQLException e) {
            throw Failures.unavailable(e);
        }
    }

    /** What holds for the database as a whole, as lines of an export; they come first. */
    public static List<Kind> kinds() {
        return List.of(Installation.SETTINGS, Installation.CLOCK);
    }

    /** Through which features read and write. */
    public Sessions sessions() {
        return sessions;
    }

    /** Keeps the state of the service. */
    public ServiceStates serviceStates() {
        return installation;
    }

    /** The hash of the operator's key, once one was saved. */
    public Optional<String> adminKeyHash() {
        return installation.adminKeyHash();
    }

    /** Saves the hash of the operator's key in place of any before, in a transaction of its own. */
    public void saveAdminKeyHash(String hash) {
        installation.saveAdminKeyHash(hash);
    }

    @Override
    public void close() {
        try {
            sessions.close();
        } catch (SQLException e) {
            throw Failures.unavailable(e);
        } finally {
            guard.close();
        }
    }
}
