package dev.planstack.application.shared;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a request that moves money is made safe to repeat.
 *
 * @param key the client's key with what it belongs to; empty where the client gave none
 * @param fingerprint what tells this request from another with the same key
 * @param writing writes the answer, so that it can be given again as it was
 * @param <T> what comes of the request
 */
public record Idempotency<T>(Optional<Key> key, String fingerprint, Function<T, String> writing) {

    /** How long an answer is remembered. */
    public static final Duration KEPT_FOR = Duration.ofDays(35);

    /**
     * A client's key with what it belongs to.
     *
     * @param account the account, as the path names it
     * @param path the path of the request
     * @param value the client's key
     */
    public record Key(String account, String path, String value) {}

    /** A request without a key. */
    public static <T> Idempotency<T> none(Function<T, String> writing) {
        return new Idempotency<>(Optional.empty(), "", writing);
    }
}
