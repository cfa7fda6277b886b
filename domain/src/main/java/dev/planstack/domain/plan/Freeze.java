package dev.planstack.domain.plan;

import java.time.Instant;
import java.util.Optional;

/**
 * A time in which a plan covers nothing (rule P10).
 *
 * @param from when it was frozen, inclusive
 * @param to when it was unfrozen, exclusive; empty while it is frozen
 */
public record Freeze(Instant from, Optional<Instant> to) {

    /** Whether the instant lies in it. */
    public boolean holds(Instant instant) {
        return !instant.isBefore(from) && to.map(instant::isBefore).orElse(true);
    }
}
