package dev.planstack.application.webhook;

import java.time.Instant;
import java.util.Optional;

/**
 * How far the deliveries to an endpoint have come.
 *
 * @param cursor the place in the feed of all events up to which everything was delivered
 * @param failures how often in a row the next event could not be delivered
 * @param failingSince when it first could not
 * @param nextAttemptAt when it is tried again
 * @param lastError what went wrong last
 * @param disabledReason why nothing is delivered any more; empty while deliveries go on
 */
public record Progress(
        String cursor,
        int failures,
        Optional<Instant> failingSince,
        Optional<Instant> nextAttemptAt,
        Optional<String> lastError,
        Optional<String> disabledReason) {

    /** Everything up to a place was delivered and nothing failed since. */
    public static Progress at(String cursor) {
        return new Progress(cursor, 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What the endpoint does. */
    public Status status() {
        if (disabledReason.isPresent()) {
            return Status.DISABLED;
        }
        return failures > 0 ? Status.FAILING : Status.ACTIVE;
    }

    /** The next event could not be delivered and is tried again later. */
    Progress failed(Instant now, Instant next, String error) {
        return new Progress(
                cursor,
                failures + 1,
                Optional.of(failingSince.orElse(now)),
                Optional.of(next),
                Optional.of(error),
                Optional.empty());
    }

    /** The next event could not be delivered and nothing is tried any more. */
    Progress disabled(Instant now, String error, String reason) {
        return new Progress(
                cursor,
                failures + 1,
                Optional.of(failingSince.orElse(now)),
                Optional.empty(),
                Optional.of(error),
                Optional.of(reason));
    }

    /** What an endpoint does. */
    public enum Status {
        /** Events are delivered as they happen. */
        ACTIVE,
        /** The next event could not be delivered yet. */
        FAILING,
        /** Nothing is delivered until it is put or replayed again. */
        DISABLED;

        /** The name on the wire. */
        public String code() {
            return switch (this) {
                case ACTIVE -> "active";
                case FAILING -> "failing";
                case DISABLED -> "disabled";
            };
        }
    }
}
