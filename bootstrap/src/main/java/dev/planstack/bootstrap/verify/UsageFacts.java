package dev.planstack.bootstrap.verify;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A usage record as its line tells of it.
 *
 * @param hour the hour that it counts in
 */
record UsageFacts(
        String id,
        String meter,
        BigDecimal quantity,
        Instant occurredAt,
        Instant receivedAt,
        Instant hour,
        boolean voided) {

    static UsageFacts of(Line line) {
        return new UsageFacts(
                line.text("id"),
                line.text("meter"),
                line.decimal("quantity"),
                line.instant("occurredAt"),
                line.instant("receivedAt"),
                line.instant("hour"),
                line.flag("voided"));
    }

    boolean isLate() {
        return occurredAt.isBefore(hour);
    }
}
