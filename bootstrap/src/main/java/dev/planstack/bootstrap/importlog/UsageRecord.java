package dev.planstack.bootstrap.importlog;

import java.time.Instant;

/**
 * What one line of the log adds to the meter.
 *
 * @param line the line's number in the file
 * @param bytes the quantity; 0 where the request transferred nothing
 */
record UsageRecord(long line, String id, String account, long bytes, Instant occurredAt) {}
