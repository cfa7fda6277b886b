package dev.planstack.application.shared;

import java.time.Instant;
import java.util.Optional;

/** Remembers answers by idempotency key. */
@DrivenPort
public interface IdempotencyKeys {

    /** The answer remembered for a key, if it was given at {@code since} or later. */
    Optional<Remembered> find(Idempotency.Key key, Instant since);

    /** Remembers an answer in place of any older. */
    void save(Idempotency.Key key, Remembered answer);

    /** Forgets the answers that an account was given before an instant. */
    void forget(String account, Instant before);

    /**
     * An answer that was given.
     *
     * @param fingerprint what tells the request from another
     * @param answer the answer as it was written
     * @param at when it was given
     */
    record Remembered(String fingerprint, String answer, Instant at) {}
}
