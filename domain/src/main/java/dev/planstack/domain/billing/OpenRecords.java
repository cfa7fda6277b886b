package dev.planstack.domain.billing;

import java.time.Instant;
import java.util.List;

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
}
