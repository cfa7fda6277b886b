package dev.planstack.persistence.shared;

import dev.planstack.application.shared.ServiceStates;
import dev.planstack.domain.shared.BillingCalendar;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jdbi.v3.core.JdbiException;

/** One database, open. */
public final class Database implements AutoCloseable {

    private final Engine engine;
    private final Sessions sessions;
    private final Installation installation;

    private Database(Engine engine, Sessions sessions) {
        this.engine = engine;
        this.sessions = sessions;
        this.installation = new Installation(sessions);
    }

    /**
     * What a database is set up with.
     *
     * @param calendar the billing calendar
     * @param sandbox whether its clock is set by hand
     * @param startAt the instant at which a new one begins
     */
    public record Setup(BillingCalendar calendar, boolean sandbox, Instant startAt) {}

    /**
     * Opens a SQLite file, new or set up the same.
     *
     * @param steps what brings older tables up to date where statements alone do not
     */
    public static Database open(Path file, Setup setup, List<JavaMigration> steps) {
        return open(SqliteEngine.open(file, steps), setup);
    }

    /** Opens a database of PostgreSQL, new or set up the same. */
    public static Database open(PostgresAddress address, Setup setup) {
        return open(PostgresEngine.open(address), setup);
    }

    private static Database open(Engine engine, Setup setup) {
        try {
            return new Database(engine, sessions(engine, setup));
        } catch (SQLException | JdbiException e) {
            engine.close();
            throw engine.refusal(e);
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private static Sessions sessions(Engine engine, Setup setup) throws SQLException {
        KeptConnection writer = engine.writer();
        try {
            long unused = writer.begin();
            Installation.settle(writer.handle(), setup.calendar(), setup.sandbox(), setup.startAt());
            BillingCalendar kept = Installation.state(writer.handle()).calendar();
            writer.commit();
            return new Sessions(engine, writer, kept);
        } catch (SQLException | RuntimeException e) {
            writer.throwAway();
            throw e;
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

    /** Saves the hash of the operator's key unless there is one, and says which one there is then. */
    public String keepAdminKeyHash(String hash) {
        return installation.keepAdminKeyHash(hash);
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
            throw engine.failure(e);
        } finally {
            engine.close();
        }
    }
}
