package dev.planstack.domain.billing;

import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Quantity;
import java.time.Instant;

/**
 * So much of one meter, by one account, at one instant.
 *
 * @param id unique in its account (rule U1)
 * @param meter what was used
 * @param quantity how much, in units of the meter, above zero
 * @param occurredAt when it was used
 * @param receivedAt when Planstack accepted it
 * @param hour the start of the hour that it counts in: its own, or the oldest open one if its own was billed (rule U4)
 */
public record UsageRecord(
        RecordId id, MeterCode meter, Quantity quantity, Instant occurredAt, Instant receivedAt, Instant hour) {

    /** A record that is accepted as it occurs. */
    public static UsageRecord of(
            String id, String meter, String quantity, Instant occurredAt, BillingCalendar calendar) {
        return received(
                new RecordId(id), new MeterCode(meter), Quantity.of(quantity), occurredAt, occurredAt, calendar);
    }

    /** A record that is accepted at {@code receivedAt}. */
    public static UsageRecord received(
            RecordId id,
            MeterCode meter,
            Quantity quantity,
            Instant occurredAt,
            Instant receivedAt,
            BillingCalendar calendar) {
        Instant own = calendar.hourOf(occurredAt);
        Instant open = calendar.oldestOpenHour(receivedAt);
        return new UsageRecord(id, meter, quantity, occurredAt, receivedAt, own.isBefore(open) ? open : own);
    }

    /** Whether its own hour was billed before it came (rule U4). */
    public boolean isLate() {
        return occurredAt.isBefore(hour);
    }

    /** Its place in the order of deduction. */
    public Position position() {
        return new Position(hour, occurredAt, id);
    }

    /** The hour that it counts in, of its meter. */
    HourMeter hourMeter() {
        return new HourMeter(hour, meter);
    }

    /** Whether the other is the same usage told again (rule U1). */
    public boolean sameContent(UsageRecord other) {
        return meter.equals(other.meter) && quantity.equals(other.quantity) && occurredAt.equals(other.occurredAt);
    }
}
