package dev.planstack.persistence.shared;

import dev.planstack.application.shared.ServiceState;
import dev.planstack.application.shared.Unavailable;
import dev.planstack.domain.shared.BillingCalendar;
import java.sql.SQLException;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The connections that read: opened when they are first needed, then kept with their statements. */
final class Readers {

    private static final int MAX = 8;

    /** A reader that waits longer than this finds the service overloaded. */
    private static final long PATIENCE_MILLIS = 5_000;

    private final Engine engine;
    private final Semaphore free = new Semaphore(MAX, true);
    private final Deque<KeptConnection> idle = new ConcurrentLinkedDeque<>();

    Readers(Engine engine) {
        this.engine = engine;
    }

    /** A connection of one snapshot, with what it sees the service at. */
    record Snapshot(KeptConnection connection, ServiceState state) {}

    /** Begins a snapshot; the connection used last is the one whose pages are in memory. */
    Snapshot begin(BillingCalendar calendar) throws SQLException {
        await();
        try {
            for (KeptConnection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
                Optional<Snapshot> begun = beginOnKept(kept, calendar);
                if (begun.isPresent()) {
                    return begun.get();
                }
            }
            return begin(engine.reader(), calendar);
        } catch (SQLException | RuntimeException e) {
            free.release();
            throw e;
        }
    }

    /** Empty if the connection was cut while it was not in use. */
    private Optional<Snapshot> beginOnKept(KeptConnection kept, BillingCalendar calendar) throws SQLException {
        try {
            return Optional.of(begin(kept, calendar));
        } catch (SQLException e) {
            if (engine.isLostConnection(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Snapshot begin(KeptConnection connection, BillingCalendar calendar) throws SQLException {
        try {
            return new Snapshot(connection, connection.beginReading(calendar));
        } catch (SQLException | RuntimeException e) {
            connection.throwAway();
            throw e;
        }
    }

    private void await() {
        try {
            if (free.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Unavailable(Unavailable.Kind.OVERLOADED, "Too many reads are under way.", Optional.empty());
    }

    void giveBack(KeptConnection connection) {
        idle.addFirst(connection);
        free.release();
    }

    void throwAway(KeptConnection connection) {
        connection.throwAway();
        free.release();
    }

    /** Closes those that are not in use. */
    void close() throws SQLException {
        for (KeptConnection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
            kept.close();
        }
    }
}
