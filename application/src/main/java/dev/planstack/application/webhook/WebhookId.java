package dev.planstack.application.webhook;

import dev.planstack.domain.shared.Identifiers;
import dev.planstack.domain.shared.Parsed;

/**
 * The client's id of an endpoint.
 *
 * @param value 1–64 of {@code A-Za-z0-9._-}
 */
public record WebhookId(String value) {

    /** Reads an id. */
    public static Parsed<WebhookId> parse(String text) {
        return Identifiers.parse(text).map(WebhookId::new);
    }

    @Override
    public String toString() {
        return value;
    }
}
