package dev.planstack.domain.shared;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;

/**
 * Work that falls due at an instant (rule T5).
 *
 * @param at when
 * @param kind what
 */
public record Due(Instant at, DueKind kind) implements Comparable<Due> {

    private static final Comparator<Due> ORDER = Comparator.comparing(Due::at).thenComparing(Due::kind);

    private static final DueKind LAST_KIND = Collections.max(EnumSet.allOf(DueKind.class));

    /** The last that can fall due at an instant. */
    public static Due lastAt(Instant at) {
        return new Due(at, LAST_KIND);
    }

    @Override
    public int compareTo(Due other) {
        return ORDER.compare(this, other);
    }
}
