package dev.planstack.persistence.shared;

import dev.planstack.application.shared.Unavailable;
import java.sql.SQLException;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** The connections that read: opened when they are first needed, then kept with their statements. */
final class Readers {

    private static final int MAX = 8;

    /** A reader that waits longer than this finds the service overloaded. */
    private static final long PATIENCE_MILLIS = 5_000;

    private final DataSource source;
    private final Semaphore free = new Semaphore(MAX, true);
    private final Deque<KeptConnection> idle = new ConcurrentLinkedDeque<>();

    Readers(DataSource source) {
        this.source = source;
    }

    /** A connection for one snapshot; the one used last is the one whose pages are in memory. */
    KeptConnection take() throws SQLException {
        await();
        KeptConnection kept = idle.pollFirst();
        if (kept != null) {
            return kept;
        }
        try {
            return new KeptConnection(source.getConnection());
        } catch (SQLException | RuntimeException e) {
            free.release();
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
