package dev.planstack.domain.billing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The records of an account whose hours are not billed, voided ones left out. */
@FunctionalInterface
public interface OpenRecords {

    /** An account without any. */
    OpenRecords NONE = (from, until) -> List.of();

    /**
     * The records that count in hours that start at {@code from} or later and before {@code until}, in the order of
     * deduction.
     */
    List<UsageRecord> between(Instant from, Instant until);

    /** Of these, the ones after a position, or from the first on, up to and including another. */
    default List<UsageRecord> between(Optional<Position> after, Position upTo) {
        return between(after.map(Position::hour).orElse(Instant.MIN), Instant.MAX).stream()
                .filter(record -> after.map(record.position()::isAfter).orElse(true)
                        && !record.position().isAfter(upTo))
                .toList();
    }
}
