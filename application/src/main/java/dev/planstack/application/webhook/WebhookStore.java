package dev.planstack.application.webhook;

import dev.planstack.application.shared.DrivenPort;
import dev.planstack.application.shared.Page;
import dev.planstack.domain.shared.EventType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps endpoints, and finds places in the feed of all events, which are told by cursors such as {@code 17.0}. */
@DrivenPort
public interface WebhookStore {

    /** The endpoint of that id. */
    Optional<Webhook> find(WebhookId id);

    /** Endpoints by id; the cursor is the id. */
    Page<Webhook> list(Page.Request page);

    /** How many endpoints there are. */
    int count();

    /** Keeps an endpoint in place of any before. */
    void save(Webhook webhook);

    /** Takes an endpoint away, if it is there. */
    void delete(WebhookId id);

    /**
     * Has one process deliver to an endpoint until an instant, unless another has it at {@code now}; whether that is this one.
     *
     * @param process what tells processes apart
     */
    boolean lease(WebhookId id, String process, Instant now, Instant until);

    /** The place of the last event there is; before all events, if there is none. */
    String endOfFeed();

    /** The place before the first event, in the order of the feed, that became known at an instant or later. */
    String placeBefore(Instant instant);

    /** Whether an event has this cursor, or it is the place before all events. */
    boolean isPlace(String cursor);

    /**
     * How many events come after a place.
     *
     * @param types events of these types; of all, if empty
     * @param max where counting ends
     */
    int countAfter(String cursor, List<EventType> types, int max);
}
