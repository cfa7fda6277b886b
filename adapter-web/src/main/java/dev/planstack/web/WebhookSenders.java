package dev.planstack.web;

import dev.planstack.application.webhook.WebhookSender;
import dev.planstack.web.webhook.SocketSender;
import java.time.Duration;

/** Senders of messages to webhooks. */
public final class WebhookSenders {

    private WebhookSenders() {}

    /**
     * A sender over HTTP.
     *
     * @param privateAllowed whether {@code http} and addresses outside of the public internet are allowed
     * @param timeout how long an attempt may take
     */
    public static WebhookSender http(boolean privateAllowed, Duration timeout) {
        return new SocketSender(new SocketSender.Settings(privateAllowed, timeout));
    }
}
