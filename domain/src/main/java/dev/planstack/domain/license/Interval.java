package dev.planstack.domain.license;

import java.time.Instant;

/**
 * Time from an instant to just before another: {@code [start, end)} (rule T1).
 *
 * @param start its first instant
 * @param end the first instant after it
 */
public record Interval(Instant start, Instant end) {

    /** Refuses an end before the start. */
    public Interval {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("an interval never ends before it starts");
        }
    }

    /** Whether an instant lies in it. */
    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }
}
