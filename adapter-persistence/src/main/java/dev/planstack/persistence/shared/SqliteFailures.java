package dev.planstack.persistence.shared;

import dev.planstack.application.shared.Unavailable;
import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says what a failure of SQLite means. */
final class SqliteFailures {

    private SqliteFailures() {}

    static Unavailable unavailable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException e && isFull(e.getResultCode())) {
                return new Unavailable(
                        Unavailable.Kind.STORAGE_FULL, "The disk is full; nothing was kept.", Optional.of(failure));
            }
        }
        return new Unavailable(Unavailable.Kind.OUTCOME_UNKNOWN, "Storage failed.", Optional.of(failure));
    }

    /** What the failure of a commit means: unless the disk was full, all of it may be there or nothing. */
    static Unavailable ofCommit(SQLException failure) {
        Unavailable unavailable = unavailable(failure);
        return unavailable.kind() == Unavailable.Kind.STORAGE_FULL
                ? unavailable
                : new Unavailable(
                        Unavailable.Kind.COMMIT_LOST,
                        "A commit failed (" + failure.getMessage() + ").",
                        Optional.of(failure));
    }

    /** The failure of the disk that is behind another one, if there is one. */
    static Optional<SQLiteException> ofDisk(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException e
                    && (isFull(e.getResultCode()) || e.getResultCode().name().startsWith("SQLITE_IOERR"))) {
                return Optional.of(e);
            }
        }
        return Optional.empty();
    }

    // the index of the write-ahead log is the one file that SQLite extends without telling a full disk from other
    // faults
    private static boolean isFull(SQLiteErrorCode code) {
        return code == SQLiteErrorCode.SQLITE_FULL || code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE;
    }
}
