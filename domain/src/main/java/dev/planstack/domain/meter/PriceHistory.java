package dev.planstack.domain.meter;

import com.google.common.collect.ImmutableSortedMap;
import dev.planstack.domain.shared.BillingCalendar;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * A meter's prices in one currency over time (rule M5): the first hold for all hours, each later one from the first
 * hour that begins after the change.
 *
 * @param versions the prices by the start of the first hour that they hold for; an empty value ends them
 */
public record PriceHistory(NavigableMap<Instant, Optional<PriceList>> versions) {

    /** No prices yet. */
    public static final PriceHistory NONE = new PriceHistory(ImmutableSortedMap.of());

    /** Keeps a copy. */
    public PriceHistory {
        versions = ImmutableSortedMap.copyOf(versions);
    }

    /** The history after prices were set (or, with an empty value, taken away) at {@code now}. */
    public PriceHistory changed(Optional<PriceList> prices, Instant now, BillingCalendar calendar) {
        if (latest().equals(prices)) {
            return this;
        }
        Instant from = versions.isEmpty() ? Instant.MIN : calendar.hourEnd(calendar.hourOf(now));
        ImmutableSortedMap.Builder<Instant, Optional<PriceList>> all = ImmutableSortedMap.naturalOrder();
        versions.headMap(from, false).forEach(all::put);
        return new PriceHistory(all.put(from, prices).build());
    }

    /** The prices for the hour that starts at {@code hour}. */
    public Optional<PriceList> at(Instant hour) {
        Map.Entry<Instant, Optional<PriceList>> version = versions.floorEntry(hour);
        return version == null ? Optional.empty() : version.getValue();
    }

    /**
     * The prices that charge usage accepted for the hour that starts at {@code hour}: those of the hour or, should they have
     * been taken away after the usage was accepted, the last before.
     */
    public Optional<PriceList> charging(Instant hour) {
        return versions.headMap(hour, true).descendingMap().values().stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The prices set last. */
    public Optional<PriceList> latest() {
        return versions.isEmpty() ? Optional.empty() : versions.lastEntry().getValue();
    }
}
