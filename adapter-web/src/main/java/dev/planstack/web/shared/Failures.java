package dev.planstack.web.shared;

import dev.planstack.application.shared.Unavailable;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what was thrown into a problem that tells nothing of the inside. */
public final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** The problem that a failure is; one that is the service's own fault is logged. */
    public static Problem problem(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ProblemException e) {
            return e.problem();
        }
        if (cause instanceof Unavailable unavailable) {
            return unavailable(unavailable);
        }
        LOG.error("a request failed", cause);
        return Problem.INTERNAL;
    }

    private static Problem unavailable(Unavailable unavailable) {
        if (unavailable.kind() == Unavailable.Kind.OVERLOADED || unavailable.kind() == Unavailable.Kind.COMMIT_LOST) {
            // under load there would be a line for each request; a lost commit is told of where the service stops
            LOG.debug("unavailable: {}", unavailable.kind(), unavailable);
        } else {
            LOG.error("unavailable: {}", unavailable.kind(), unavailable);
        }
        return switch (unavailable.kind()) {
            case STORAGE_FULL ->
                Problem.of(ProblemType.STORAGE_FULL, "Storage has no room; nothing of the request was kept.");
            case OUTCOME_UNKNOWN, COMMIT_LOST ->
                Problem.of(
                        ProblemType.OUTCOME_UNKNOWN,
                        "Whether the request was kept is not known; send exactly the same request again.");
            case OVERLOADED, NOT_KEPT ->
                Problem.of(ProblemType.OVERLOADED, "The service is busy or stopping; nothing was changed.");
        };
    }
}
