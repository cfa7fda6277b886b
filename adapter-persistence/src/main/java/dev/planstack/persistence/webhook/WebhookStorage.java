package dev.planstack.persistence.webhook;

import dev.planstack.application.webhook.WebhookStore;
import dev.planstack.persistence.shared.Kind;
import dev.planstack.persistence.shared.Sessions;

/** What is stored of webhooks. */
public final class WebhookStorage {

    private WebhookStorage() {}

    /** Webhooks as lines of an export. */
    public static Kind kind() {
        return WebhookKinds.WEBHOOK;
    }

    /** Keeps webhooks. */
    public static WebhookStore store(Sessions sessions) {
        return new SqlWebhookStore(sessions);
    }
}
