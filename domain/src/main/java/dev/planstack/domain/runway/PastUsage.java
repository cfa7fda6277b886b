package dev.planstack.domain.runway;

import com.google.common.collect.ImmutableList;
import dev.planstack.domain.billing.HourUse;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an account used hour by hour in the past. Records that came late count in a later hour than their own (rule U4); here they
 * are given too, so that usage can be seen in the hour in which it occurred.
 *
 * @param hours what was used, by the hour that records count in
 * @param late the records in it that occurred before the hour that they count in
 */
public record PastUsage(List<HourUse> hours, List<Late> late) {

    /**
     * A record that came late.
     *
     * @param hour the start of the hour that it counts in
     * @param meter the meter
     * @param quantity how much
     * @param occurredAt when it occurred, before that hour
     */
    public record Late(Instant hour, MeterCode meter, Quantity quantity, Instant occurredAt) {}

    /** How far back usage is looked at: eight weeks. */
    public static final Duration WINDOW = Duration.ofDays(56);

    /** None at all. */
    public static final PastUsage NONE = new PastUsage(List.of(), List.of());

    /** Keeps copies. */
    public PastUsage {
        hours = ImmutableList.copyOf(hours);
        late = ImmutableList.copyOf(late);
    }

    /** What was used of a meter, by the start of the hour in which it occurred; hours without usage are left out. */
    public NavigableMap<Instant, Quantity> byHour(MeterCode meter, BillingCalendar calendar) {
        NavigableMap<Instant, Quantity> used = new TreeMap<>();
        hours.stream()
                .filter(hour -> hour.meter().equals(meter))
                .forEach(hour -> used.merge(hour.hour(), hour.quantity(), Quantity::plus));
        for (Late record : late) {
            if (record.meter().equals(meter) && used.containsKey(record.hour())) {
                used.merge(record.hour(), record.quantity(), Quantity::minus);
                used.merge(calendar.hourOf(record.occurredAt()), record.quantity(), Quantity::plus);
            }
        }
        used.values().removeIf(Quantity::isZero);
        return used;
    }

    /** What pay-as-you-go was billed for the hours of a month, of one meter or of all. */
    public Money billed(Instant month, Optional<MeterCode> meter, Currency currency) {
        return hours.stream()
                .filter(hour -> !hour.hour().isBefore(month))
                .filter(hour -> meter.map(hour.meter()::equals).orElse(true))
                .flatMap(hour -> hour.amount().stream())
                .reduce(Money.zero(currency), Money::plus);
    }
}
