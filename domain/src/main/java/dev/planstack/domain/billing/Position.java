package dev.planstack.domain.billing;

import java.time.Instant;
import java.util.Comparator;

/**
 * Where a record stands in the order of deduction (rules U3, U4): by the hour that it counts in, then by when it occurred,
 * then by id.
 *
 * @param hour the start of the hour that it counts in
 * @param occurredAt when it occurred
 * @param id its id
 */
public record Position(Instant hour, Instant occurredAt, RecordId id) implements Comparable<Position> {

    private static final Comparator<Position> ORDER = Comparator.comparing(Position::hour)
            .thenComparing(Position::occurredAt)
            .thenComparing(Position::id);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    /** Whether this stands after the other. */
    public boolean isAfter(Position other) {
        return compareTo(other) > 0;
    }
}
