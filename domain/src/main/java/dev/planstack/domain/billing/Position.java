package dev.planstack.domain.billing;

import java.time.Instant;

/**
 * Where a record stands in the order of deduction (rules U3, U4): by the hour that it counts in, then by when it occurred,
 * then by id.
 *
 * @param hour the start of the hour that it counts in
 * @param occurredAt when it occurred
 * @param id its id
 */
public record Position(Instant hour, Instant occurredAt, RecordId id) implements Comparable<Position> {

    @Override
    public int compareTo(Position other) {
        int byHour = hour.compareTo(other.hour);
        if (byHour != 0) {
            return byHour;
        }
        int byTime = occurredAt.compareTo(other.occurredAt);
        return byTime != 0 ? byTime : id.compareTo(other.id);
    }

    /** Whether this stands after the other. */
    public boolean isAfter(Position other) {
        return compareTo(other) > 0;
    }
}
