package dev.planstack.web.webhook;

import dev.planstack.application.webhook.Webhook;
import dev.planstack.application.webhook.WebhookSecret;
import dev.planstack.domain.shared.EventType;
import dev.planstack.domain.shared.Parsed;
import dev.planstack.web.shared.Faults;
import dev.planstack.web.shared.Fields;
import dev.planstack.web.shared.Json;
import dev.planstack.web.shared.OneOf;
import dev.planstack.web.shared.Value;
import java.util.List;
import java.util.Optional;

/** Reads the definition of a webhook. */
final class WebhookBody {

    /** In place of types: everything. */
    static final String EVERYTHING = "*";

    private WebhookBody() {}

    static Webhook.Definition read(Json body, Faults faults) {
        Optional<Fields> fields = Value.root(body, faults).object();
        Optional<Webhook.Definition> definition = fields.flatMap(f -> {
            Optional<String> url = f.get("url").text(Parsed::of);
            List<EventType> types = types(f.get("types"));
            Optional<WebhookSecret> secret = f.get("secret").textOrNull(WebhookSecret::parse);
            f.close();
            return url.map(u -> new Webhook.Definition(u, types, secret));
        });
        faults.refuse();
        return definition.orElseThrow();
    }

    /** None, where everything is asked for. */
    private static List<EventType> types(Value value) {
        List<Value> given = value.arrayOrEmpty();
        if (value.isArray() && given.isEmpty()) {
            value.fault("must name at least one type, or be [\"" + EVERYTHING + "\"]");
        }
        List<Optional<EventType>> types =
                given.stream().flatMap(v -> v.text(WebhookBody::type).stream()).toList();
        return types.contains(Optional.<EventType>empty())
                ? List.of()
                : types.stream().flatMap(Optional::stream).distinct().toList();
    }

    private static Parsed<Optional<EventType>> type(String text) {
        return text.equals(EVERYTHING)
                ? Parsed.of(Optional.empty())
                : OneOf.parse(text, EventType.values(), EventType::code).map(Optional::of);
    }
}
