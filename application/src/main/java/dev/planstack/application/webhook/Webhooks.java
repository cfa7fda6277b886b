package dev.planstack.application.webhook;

import dev.planstack.application.shared.Chance;
import dev.planstack.application.shared.Committed;
import dev.planstack.application.shared.Page;
import dev.planstack.application.shared.Put;
import dev.planstack.application.shared.Reads;
import dev.planstack.application.shared.Refusals;
import dev.planstack.application.shared.TimeSource;
import dev.planstack.application.shared.Turn;
import dev.planstack.application.shared.Work;
import dev.planstack.application.shared.Writer;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.RefusalReason;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The endpoints that are told of events (rule E1). */
public final class Webhooks {

    /** Each has a thread of its own. */
    private static final int MAX_WEBHOOKS = 100;

    private static final int SECRET_BYTES = 32;

    private final Writer writer;
    private final Reads reads;
    private final WebhookStore stored;
    private final Deliveries deliveries;
    private final WebhookSender sender;
    private final TimeSource timeOfDay;
    private final Chance chance;

    /** Endpoints; {@code deliveries} is told of each change. */
    public Webhooks(CourierPorts ports, Deliveries deliveries) {
        this.writer = ports.writer();
        this.reads = ports.reads();
        this.stored = ports.stored();
        this.deliveries = deliveries;
        this.sender = ports.sender();
        this.timeOfDay = ports.timeOfDay();
        this.chance = ports.chance();
    }

    /**
     * Creates or replaces an endpoint. A new one is told of what happens from now on; one that was there goes on where it was,
     * and is tried again at once.
     */
    public CompletableFuture<Committed<Outcome<Put<WebhookView>>>> put(WebhookId id, Webhook.Definition definition) {
        return changed(id, turn -> {
            Optional<Webhook> before = stored.find(id);
            Optional<Refusal> refusal = refusal(definition, before.isEmpty());
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            Webhook after = after(id, before, definition);
            stored.save(after);
            turn.changeCatalog();
            boolean shown = before.isEmpty() || definition.secret().isPresent();
            return Outcome.done(new Put<>(
                    view(after, shown ? Optional.of(after.signing().secret()) : Optional.empty()), before.isEmpty()));
        });
    }

    private Optional<Refusal> refusal(Webhook.Definition definition, boolean created) {
        if (created && stored.count() >= MAX_WEBHOOKS) {
            return Optional.of(Refusal.ofField(
                    RefusalReason.INVALID, "/webhook", "is one too many: there are " + MAX_WEBHOOKS + " already"));
        }
        return sender.fault(definition.url()).map(fault -> Refusal.ofField(RefusalReason.INVALID, "/url", fault));
    }

    private Webhook after(WebhookId id, Optional<Webhook> before, Webhook.Definition definition) {
        Signing signing = before.map(Webhook::signing)
                .map(s -> definition
                        .secret()
                        .map(secret -> s.rotated(secret, timeOfDay.now()))
                        .orElse(s))
                .orElseGet(() -> Signing.with(
                        definition.secret().orElseGet(() -> WebhookSecret.of(chance.bytes(SECRET_BYTES)))));
        String cursor = before.map(w -> w.progress().cursor()).orElseGet(stored::endOfFeed);
        return new Webhook(id, definition.url(), definition.types(), signing, revision(), Progress.at(cursor));
    }

    private long revision() {
        return chance.below(Long.MAX_VALUE);
    }

    /** Tells an endpoint again of all that became known at an instant or later; one that was disabled is enabled. */
    public CompletableFuture<Committed<Outcome<WebhookView>>> replaySince(WebhookId id, Instant instant) {
        return changed(id, turn -> restart(turn, id, () -> Outcome.done(stored.placeBefore(instant))));
    }

    /** Tells an endpoint again of all that comes after an event; one that was disabled is enabled. */
    public CompletableFuture<Committed<Outcome<WebhookView>>> replayAfter(WebhookId id, String cursor) {
        return changed(
                id,
                turn -> restart(
                        turn,
                        id,
                        () -> stored.isPlace(cursor)
                                ? Outcome.done(cursor)
                                : Outcome.refused(Refusal.ofField(
                                        RefusalReason.INVALID,
                                        "/from",
                                        "must be an instant or the cursor of an event"))));
    }

    private Outcome<WebhookView> restart(Turn turn, WebhookId id, Supplier<Outcome<String>> place) {
        return stored.find(id)
                .map(webhook -> place.get().map(cursor -> {
                    Webhook after = webhook.restarted(revision(), cursor);
                    stored.save(after);
                    turn.changeCatalog();
                    return view(after, Optional.empty());
                }))
                .orElseGet(() -> Refusals.notFound("webhook", id));
    }

    /** Takes an endpoint away; a message that is on its way may still arrive. */
    public CompletableFuture<Committed<Outcome<WebhookId>>> drop(WebhookId id) {
        return changed(id, turn -> {
            if (stored.find(id).isEmpty()) {
                return Refusals.notFound("webhook", id);
            }
            stored.delete(id);
            turn.changeCatalog();
            return Outcome.done(id);
        });
    }

    /** The endpoint of that id, without its secret. */
    public Committed<Optional<WebhookView>> find(WebhookId id) {
        return reads.see(moment -> stored.find(id).map(webhook -> view(webhook, Optional.empty())));
    }

    /** Endpoints by id, without their secrets. */
    public Committed<Page<WebhookView>> list(Page.Request page) {
        return reads.see(moment -> stored.list(page).map(webhook -> view(webhook, Optional.empty())));
    }

    private WebhookView view(Webhook webhook, Optional<WebhookSecret> shown) {
        return new WebhookView(
                webhook,
                stored.countAfter(webhook.progress().cursor(), webhook.types(), WebhookView.MAX_PENDING),
                shown);
    }

    private <T> CompletableFuture<Committed<Outcome<T>>> changed(WebhookId id, Work<T> work) {
        return writer.submit(work).whenComplete((done, fault) -> deliveries.changed(id));
    }
}
