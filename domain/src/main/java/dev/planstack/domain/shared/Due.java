package dev.planstack.domain.shared;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Work that falls due at an instant (rule T5).
 *
 * @param at when
 * @param kind what
 */
public record Due(Instant at, DueKind kind) implements Comparable<Due> {

    private static final Comparator<Due> ORDER = Comparator.comparing(Due::at).thenComparing(Due::kind);

    private static final List<DueKind> KINDS = List.of(DueKind.values());

    /** The last that can fall due at an instant. */
    public static Due lastAt(Instant at) {
        return new Due(at, KINDS.get(KINDS.size() - 1));
    }

    /** The last that can fall due before this. */
    public Due previous() {
        int before = KINDS.indexOf(kind) - 1;
        return before < 0 ? lastAt(at.minusNanos(1)) : new Due(at, KINDS.get(before));
    }

    @Override
    public int compareTo(Due other) {
        return ORDER.compare(this, other);
    }
}
