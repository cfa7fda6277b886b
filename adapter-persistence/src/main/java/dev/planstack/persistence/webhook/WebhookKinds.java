package dev.planstack.persistence.webhook;

import static dev.planstack.persistence.shared.Field.instant;
import static dev.planstack.persistence.shared.Field.integer;
import static dev.planstack.persistence.shared.Field.json;
import static dev.planstack.persistence.shared.Field.text;

import dev.planstack.persistence.shared.Kind;
import dev.planstack.persistence.shared.Shape;
import java.util.List;

/** Webhooks as lines of an export, with their secrets: without them receivers would refuse what is sent after a move. */
final class WebhookKinds {

    static final Kind WEBHOOK = Kind.of(
            "webhook",
            "webhook",
            List.of(),
            List.of("id"),
            text("id"),
            text("url"),
            json("types", Shape.PLAIN),
            text("secret"),
            text("former_secret"),
            instant("former_until"),
            integer("revision"),
            text("cursor"),
            integer("failures"),
            instant("failing_since"),
            instant("next_attempt_at"),
            text("last_error"),
            text("disabled_reason"));

    private WebhookKinds() {}
}
