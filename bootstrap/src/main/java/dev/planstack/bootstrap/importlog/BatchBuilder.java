package dev.planstack.bootstrap.importlog;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts the records of a log into batches. A batch ends when it is full, and when the log goes on to another hour: so a
 * clock that follows the batches never passes the end of an hour before the hour's records are sent.
 */
final class BatchBuilder {
    static final int MAX_RECORDS = 1_000;

    private final List<UsageRecord> records = new ArrayList<>();
    private Instant newest = Instant.MIN;

    /** Adds a record; answers the batch that ended before it, if one did. */
    Optional<Batch> add(UsageRecord newRecord) {
        boolean ends = records.size() == MAX_RECORDS || startsAnotherHour(newRecord.occurredAt());
        Optional<Batch> ended = ends ? end() : Optional.empty();
        records.add(newRecord);
        if (newRecord.occurredAt().isAfter(newest)) {
            newest = newRecord.occurredAt();
        }
        return ended;
    }

    /** Ends the batch that is being built; empty where it has no records. */
    Optional<Batch> end() {
        if (records.isEmpty()) {
            return Optional.empty();
        }
        Batch batch = new Batch(records, newest);
        records.clear();
        return Optional.of(batch);
    }

    private boolean startsAnotherHour(Instant instant) {
        return instant.isAfter(newest)
                && !instant.truncatedTo(ChronoUnit.HOURS).equals(newest.truncatedTo(ChronoUnit.HOURS));
    }
}
