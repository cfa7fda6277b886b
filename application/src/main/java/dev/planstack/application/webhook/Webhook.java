package dev.planstack.application.webhook;

import com.google.common.collect.ImmutableMap;
import dev.planstack.domain.shared.Event;
import dev.planstack.domain.shared.EventType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An endpoint that is told of events.
 *
 * @param id its id
 * @param url where messages are sent
 * @param types what it is told of; empty for everything
 * @param signing what messages are signed with
 * @param revision changes whenever the operator changes something, so that what was under way before is told apart
 * @param progress how far deliveries have come
 */
public record Webhook(
        WebhookId id, String url, List<EventType> types, Signing signing, long revision, Progress progress) {

    /** Keeps a copy. */
    public Webhook {
        types = List.copyOf(types);
    }

    /**
     * What a client says of an endpoint.
     *
     * @param url where messages are sent
     * @param types what it is told of; empty for everything
     * @param secret what messages are signed with; empty for the secret that there is, or a new one
     */
    public record Definition(String url, List<EventType> types, Optional<WebhookSecret> secret) {

        /** Keeps a copy. */
        public Definition {
            types = List.copyOf(types);
        }
    }

    /** Whether it is told of such events. */
    public boolean wants(EventType type) {
        return types.isEmpty() || types.contains(type);
    }

    /** What there is to tell of it at {@code now} if it is told of nothing any more, with the way to go on. */
    Optional<Event> disabled(Instant now) {
        return progress.disabledReason()
                .map(reason -> new Event(
                        EventType.WEBHOOK_DISABLED,
                        now,
                        ImmutableMap.of(
                                "webhook", id.value(),
                                "reason", reason,
                                "lastError", progress.lastError().orElseThrow(),
                                "failingSince",
                                        progress.failingSince().orElseThrow().toString(),
                                "cursor", progress.cursor(),
                                "href", "/v1/webhooks/" + id + "/replays")));
    }

    Webhook with(Progress next) {
        return new Webhook(id, url, types, signing, revision, next);
    }

    Webhook restarted(long nextRevision, String cursor) {
        return new Webhook(id, url, types, signing, nextRevision, Progress.at(cursor));
    }
}
