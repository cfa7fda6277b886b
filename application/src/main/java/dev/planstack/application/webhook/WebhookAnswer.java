package dev.planstack.application.webhook;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of an attempt.
 *
 * @param status the HTTP status; 0 if there was no answer
 * @param retryAfter how long the receiver asks to be left alone
 * @param error what went wrong, in words for the operator; empty where it is the status alone
 */
public record WebhookAnswer(int status, Optional<Duration> retryAfter, Optional<String> error) {

    private static final int GONE = 410;

    /** There was no answer. */
    public static WebhookAnswer none(String error) {
        return new WebhookAnswer(0, Optional.empty(), Optional.of(error));
    }

    boolean delivered() {
        return status / 100 == 2;
    }

    boolean gone() {
        return status == GONE;
    }

    String text() {
        return error.orElse("answered " + status);
    }
}
