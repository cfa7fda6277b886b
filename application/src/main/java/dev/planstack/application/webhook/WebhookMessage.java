package dev.planstack.application.webhook;

import dev.planstack.application.account.RecordedEvent;
import dev.planstack.domain.account.AccountId;
import java.time.Instant;
import java.util.List;

/**
 * One attempt to tell an endpoint of an event.
 *
 * @param url where it is sent
 * @param secrets what it is signed with
 * @param event the event
 * @param sentAt the time of day, which the receiver checks; a sandbox's clock has no part in it
 */
public record WebhookMessage(String url, List<WebhookSecret> secrets, RecordedEvent event, Instant sentAt) {

    /** Keeps a copy. */
    public WebhookMessage {
        secrets = List.copyOf(secrets);
    }

    /**
     * The same for each attempt to tell of the event, and no other: the account (nothing for the operator's own), a tilde for each
     * dot, and the sequence. The signature is over texts joined by dots, so there is none in it.
     */
    public String id() {
        String owner = event.account().map(AccountId::value).orElse("");
        return owner.replace('.', '~') + "_" + event.sequence();
    }
}
