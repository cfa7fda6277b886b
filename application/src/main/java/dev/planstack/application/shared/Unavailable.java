package dev.planstack.application.shared;

import java.util.Optional;

/** The service cannot answer now; no fault of who asked, who may send the same request again. */
public final class Unavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What is known of it. */
    public enum Kind {
        /** Nothing was kept: storage has no room. */
        STORAGE_FULL,
        /** Nothing was kept, and the same may be tried again at once: others were in the way, or a connection was lost. */
        NOT_KEPT,
        /** Whether it was kept is not known. */
        OUTCOME_UNKNOWN,
        /** Whether a commit was kept is not known, and only storage that is opened anew can tell. */
        COMMIT_LOST,
        /** Nothing was kept: too much is asked at once, or the service is stopping. */
        OVERLOADED
    }

    private final Kind kind;

    /** A failure with its cause. */
    public Unavailable(Kind kind, String message, Optional<Throwable> cause) {
        super(message, cause.orElse(null));
        this.kind = kind;
    }

    /** What is known of it. */
    public Kind kind() {
        return kind;
    }
}
