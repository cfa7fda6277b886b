package dev.planstack.domain.meter;

import dev.planstack.domain.shared.Quantity;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * One step of a graduated price (rule M2): its price applies to the part of the quantity that falls in it.
 *
 * @param upTo the upper bound in units of the meter, inclusive; empty for the last tier, which has none
 * @param unitPrice the price of one unit in major units of the currency, zero or more, any number of decimals
 */
public record Tier(Optional<Quantity> upTo, BigDecimal unitPrice) {

    /** Refuses negative prices. */
    public Tier {
        if (unitPrice.signum() < 0) {
            throw new IllegalArgumentException("a price is never negative: " + unitPrice);
        }
    }

    /** A tier that ends at {@code bound}, inclusive. */
    public static Tier upTo(String bound, String unitPrice) {
        return new Tier(Optional.of(Quantity.of(bound)), new BigDecimal(unitPrice));
    }

    /** The last tier, for all that is above the ones before. */
    public static Tier above(String unitPrice) {
        return new Tier(Optional.empty(), new BigDecimal(unitPrice));
    }
}
