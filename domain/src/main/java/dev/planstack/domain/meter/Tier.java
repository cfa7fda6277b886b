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
public record Tier(Optional<Quantity> upTo, BigDecimal unitPrice) {}
