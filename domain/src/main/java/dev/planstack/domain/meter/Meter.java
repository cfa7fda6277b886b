package dev.planstack.domain.meter;

import com.google.common.collect.ImmutableSortedMap;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.RefusalReason;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that is counted (rule M1), with its pay-as-you-go prices per currency (rule M2).
 *
 * @param code its id
 * @param name for people, 1–128 printable characters
 * @param unit what one of it is, for example {@code GB}
 * @param scale how many decimals its quantities may have, 0–9
 * @param prices the prices by currency
 * @param used whether usage or a plan names it, so that unit and scale stay (rule M5)
 */
public record Meter(
        MeterCode code, String name, String unit, int scale, SortedMap<Currency, PriceHistory> prices, boolean used) {

    /** The most decimals that a meter's quantities may have. */
    public static final int MAX_SCALE = 9;

    private static final Comparator<Currency> BY_CODE = Comparator.comparing(Currency::getCurrencyCode);

    /** Refuses scales outside 0–9. */
    public Meter {
        if (scale < 0 || scale > MAX_SCALE) {
            throw new IllegalArgumentException("a scale is 0 to " + MAX_SCALE + ": " + scale);
        }
        prices = ImmutableSortedMap.copyOf(prices, BY_CODE);
    }

    /** A meter that nothing uses yet, without prices. */
    public static Meter of(String code, String unit, int scale) {
        return new Meter(new MeterCode(code), code, unit, scale, ImmutableSortedMap.of(), false);
    }

    /** This meter with its first prices in a currency, which hold for all hours (rule M5). */
    public Meter priced(String currency, PriceList list) {
        SortedMap<Currency, PriceHistory> all = new TreeMap<>(BY_CODE);
        all.putAll(prices);
        all.put(
                Currency.getInstance(currency),
                new PriceHistory(ImmutableSortedMap.of(Instant.MIN, Optional.of(list))));
        return new Meter(code, name, unit, scale, all, used);
    }

    /** The prices in a currency for the hour that starts at {@code hour}. */
    public Optional<PriceList> pricesAt(Currency currency, Instant hour) {
        return Optional.ofNullable(prices.get(currency)).flatMap(h -> h.at(hour));
    }

    /**
     * The prices that charge usage accepted for the hour that starts at {@code hour}.
     *
     * @throws IllegalStateException if there never were any, so that none could have been accepted (rule M2)
     */
    public PriceList charging(Currency currency, Instant hour) {
        return Optional.ofNullable(prices.get(currency))
                .flatMap(h -> h.charging(hour))
                .orElseThrow(() -> new IllegalStateException(code + " has no prices in " + currency));
    }

    /** This meter, once usage or a plan names it. */
    public Meter asUsed() {
        return used ? this : new Meter(code, name, unit, scale, prices, true);
    }

    /**
     * The meter after its definition was replaced at {@code now} (rule M5).
     *
     * @return the meter, or a refusal with {@link RefusalReason#IN_USE} if unit or scale would change while it is used
     */
    public Outcome<Meter> replaced(MeterDefinition to, Instant now, BillingCalendar calendar) {
        if (used && (!to.unit().equals(unit) || to.scale() != scale)) {
            String field = to.unit().equals(unit) ? "/scale" : "/unit";
            return Outcome.refused(Refusal.ofField(
                    RefusalReason.IN_USE,
                    field,
                    "The meter is used: its unit stays \"" + unit + "\" and its scale " + scale
                            + ". Create another meter for another unit or scale."));
        }
        SortedMap<Currency, PriceHistory> all = new TreeMap<>(BY_CODE);
        prices.forEach((currency, history) -> all.put(
                currency, history.changed(Optional.ofNullable(to.prices().get(currency)), now, calendar)));
        to.prices()
                .forEach((currency, list) -> all.computeIfAbsent(
                        currency, c -> PriceHistory.NONE.changed(Optional.of(list), now, calendar)));
        return Outcome.done(new Meter(code, to.name(), to.unit(), to.scale(), all, used));
    }

    /** The prices set last, by currency. */
    public Map<Currency, PriceList> latestPrices() {
        ImmutableSortedMap.Builder<Currency, PriceList> latest = ImmutableSortedMap.orderedBy(BY_CODE);
        prices.forEach((currency, history) -> history.latest().ifPresent(list -> latest.put(currency, list)));
        return latest.build();
    }
}
