package dev.planstack.application.webhook;

import dev.planstack.application.shared.DrivenPort;
import java.util.Optional;

/** Sends messages to endpoints, by the Standard Webhooks specification. */
@DrivenPort
public interface WebhookSender {

    /** Why nothing can be sent to a URL, as far as the URL alone tells; for example "must begin with https://". */
    Optional<String> fault(String url);

    /** Sends a message once and waits for the answer, in bounded time. */
    WebhookAnswer send(WebhookMessage message);

    /** Gives up what is being sent; nothing is sent any more. */
    void stop();
}
