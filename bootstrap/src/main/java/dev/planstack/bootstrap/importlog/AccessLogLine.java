package dev.planstack.bootstrap.importlog;

import java.time.Instant;
import java.util.Optional;

/**
 * One request of an access log, as far as metering needs it.
 *
 * @param virtualHost the first field of a line that has one, as it stands there
 * @param bytes the size of the answer, 0 where the log has {@code -}
 */
record AccessLogLine(Optional<String> virtualHost, Instant occurredAt, long bytes) {}
