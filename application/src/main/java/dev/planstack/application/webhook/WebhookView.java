package dev.planstack.application.webhook;

import java.util.Optional;

/**
 * An endpoint as it is shown.
 *
 * @param webhook the endpoint
 * @param pending how many events wait to be delivered; counted up to {@link #MAX_PENDING}
 * @param shown its secret, where it was set just now; it is shown at no other time
 */
public record WebhookView(Webhook webhook, int pending, Optional<WebhookSecret> shown) {

    /** More than these are not counted. */
    public static final int MAX_PENDING = 1_000;
}
