package dev.planstack.web.webhook;

import dev.planstack.application.shared.Committed;
import dev.planstack.application.shared.Page;
import dev.planstack.application.webhook.WebhookId;
import dev.planstack.application.webhook.WebhookView;
import dev.planstack.application.webhook.Webhooks;
import dev.planstack.domain.shared.Instants;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Parsed;
import dev.planstack.web.shared.Answer;
import dev.planstack.web.shared.Call;
import dev.planstack.web.shared.Faults;
import dev.planstack.web.shared.Fields;
import dev.planstack.web.shared.Needs;
import dev.planstack.web.shared.Routes;
import dev.planstack.web.shared.Value;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Pattern;

/** {@code /v1/webhooks}. */
public final class WebhookRoutes {

    private static final String WEBHOOK = "/v1/webhooks/{webhook}";

    private static final Pattern CURSOR = Pattern.compile("[0-9]{1,18}\\.[0-9]{1,9}");

    private final Webhooks webhooks;

    private WebhookRoutes(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /** Adds the routes. */
    public static void add(Routes routes, Webhooks webhooks) {
        WebhookRoutes self = new WebhookRoutes(webhooks);
        routes.get(Needs.ADMIN_ALL, "/v1/webhooks", Set.of("limit", "after"), self::list);
        routes.get(Needs.ADMIN_ALL, WEBHOOK, Set.of(), self::find);
        routes.put(Needs.ADMIN_ALL, WEBHOOK, self::put);
        routes.delete(Needs.ADMIN_ALL, WEBHOOK, self::drop);
        routes.post(Needs.ADMIN_ALL, WEBHOOK + "/replays", Set.of(), self::replay);
    }

    private Answer list(Call call) {
        Page.Request page = call.query().page();
        call.query().check();
        return call.page(page, () -> webhooks.list(page), WebhookMapper.INSTANCE::json);
    }

    private Answer find(Call call) {
        WebhookId id = webhook(call);
        return call.found(webhooks.find(id), "webhook", id, WebhookMapper.INSTANCE::json);
    }

    private CompletableFuture<Answer> put(Call call) {
        Faults faults = new Faults();
        Optional<WebhookId> id = call.creates("webhook", WebhookId::parse, faults);
        var definition = WebhookBody.read(call.json(), faults);
        return call.answer(
                webhooks.put(id.orElseThrow(), definition),
                put -> Answer.json(put.created() ? 201 : 200, WebhookMapper.INSTANCE.json(put.value())));
    }

    private CompletableFuture<Answer> drop(Call call) {
        return call.answer(webhooks.drop(webhook(call)), dropped -> Answer.empty());
    }

    private CompletableFuture<Answer> replay(Call call) {
        WebhookId id = webhook(call);
        Faults faults = new Faults();
        Optional<Fields> fields = Value.root(call.json(), faults).object();
        Optional<Place> from = fields.flatMap(f -> f.get("from").text(Place::parse));
        fields.ifPresent(Fields::close);
        faults.refuse();
        return call.answer(
                from.orElseThrow().replay(webhooks, id), view -> Answer.json(200, WebhookMapper.INSTANCE.json(view)));
    }

    /** From where events are told again. */
    @FunctionalInterface
    private interface Place {

        CompletableFuture<Committed<Outcome<WebhookView>>> replay(Webhooks webhooks, WebhookId id);

        static Parsed<Place> parse(String text) {
            if (CURSOR.matcher(text).matches()) {
                return Parsed.of((webhooks, id) -> webhooks.replayAfter(id, text));
            }
            Function<Instant, Place> since = instant -> (webhooks, id) -> webhooks.replaySince(id, instant);
            return Instants.parse(text)
                    .<Parsed<Place>>fold(
                            instant -> Parsed.of(since.apply(instant)),
                            fault -> Parsed.fault("must be an instant or the cursor of an event"));
        }
    }

    private static WebhookId webhook(Call call) {
        return call.named("webhook", WebhookId::parse, "webhook");
    }
}
