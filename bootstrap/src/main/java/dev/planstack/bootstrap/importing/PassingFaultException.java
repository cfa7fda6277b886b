package dev.planstack.bootstrap.importing;

import java.io.Serial;
import java.time.Duration;

/** A request got no answer, but may get one if it is repeated after a while; the message tells why. */
final class PassingFaultException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    PassingFaultException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** How long the service asks to be left alone, zero where it does not. */
    Duration retryAfter() {
        return retryAfter;
    }
}
