package dev.planstack.bootstrap.serve;

import dev.planstack.application.webhook.RetryPolicy;
import java.time.Duration;

/**
 * How messages are sent to webhooks.
 *
 * @param privateAllowed whether {@code http} and addresses outside of the public internet are allowed
 * @param timeout how long an attempt may take
 * @param retries when to try again
 */
public record WebhookConfig(boolean privateAllowed, Duration timeout, RetryPolicy retries) {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    /** As it is in service. */
    public static WebhookConfig standard(boolean privateAllowed) {
        return new WebhookConfig(privateAllowed, TIMEOUT, RetryPolicy.STANDARD);
    }
}
