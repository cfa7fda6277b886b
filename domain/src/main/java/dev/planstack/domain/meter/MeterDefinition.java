package dev.planstack.domain.meter;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.planstack.domain.shared.BillingCalendar;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;

/**
 * What an operator says of a meter (rules M1, M2).
 *
 * @param name for people, 1–128 printable characters
 * @param unit what one of it is, for example {@code GB}
 * @param scale how many decimals its quantities may have, 0–9
 * @param prices the pay-as-you-go prices by currency
 */
public record MeterDefinition(String name, String unit, int scale, Map<Currency, PriceList> prices) {

    /** Keeps a copy. */
    public MeterDefinition {
        prices = ImmutableMap.copyOf(prices);
    }

    /** A new meter of this definition. */
    public Meter define(MeterCode code, Instant now, BillingCalendar calendar) {
        return new Meter(code, name, unit, scale, ImmutableSortedMap.of(), false)
                .replaced(this, now, calendar)
                .fold(m -> m, refusal -> {
                    throw new IllegalStateException("a new meter is not used: " + refusal);
                });
    }
}
