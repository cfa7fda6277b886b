package dev.planstack.domain.shared;

import com.google.common.collect.ImmutableMap;
import java.time.Instant;
import java.util.Map;

/**
 * Something that a person or a program would want to hear of (rule E1). It tells what became known when and is never
 * changed (rule E2).
 *
 * @param type what happened
 * @param at when it became known
 * @param data the particulars by name, as they are written on the wire
 */
public record Event(EventType type, Instant at, Map<String, String> data) {

    /** Keeps the particulars in the order given. */
    public Event {
        data = ImmutableMap.copyOf(data);
    }
}
