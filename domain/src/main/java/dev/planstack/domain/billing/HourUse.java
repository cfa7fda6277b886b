package dev.planstack.domain.billing;

import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was used of a meter in an hour, by the hour that records count in (rule U4).
 *
 * @param hour the start of the hour
 * @param meter the meter
 * @param quantity units of the meter in all
 * @param payAsYouGo of these, what no plan covers
 * @param amount what pay-as-you-go was billed; empty while the hour is open
 */
public record HourUse(Instant hour, MeterCode meter, Quantity quantity, Quantity payAsYouGo, Optional<Money> amount) {

    static HourUse none(Instant hour, MeterCode meter) {
        return new HourUse(hour, meter, Quantity.ZERO, Quantity.ZERO, Optional.empty());
    }

    HourUse plus(Quantity more, List<Slice> slices) {
        return with(quantity.plus(more), payAsYouGo.plus(Slice.uncovered(slices)));
    }

    HourUse with(Quantity used, Quantity uncovered) {
        return new HourUse(hour, meter, used, uncovered, amount);
    }

    HourUse billed(Money charge) {
        return new HourUse(hour, meter, quantity, payAsYouGo, Optional.of(charge));
    }
}
