package dev.planstack.bootstrap.importlog;

import java.time.Instant;
import java.util.List;

/**
 * Records that are sent together.
 *
 * @param newest the latest instant of these and of all records before them
 */
record Batch(List<UsageRecord> records, Instant newest) {
    Batch {
        records = List.copyOf(records);
    }
}
