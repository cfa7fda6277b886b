package dev.planstack.domain.meter;

import dev.planstack.domain.shared.Quantity;
import java.math.BigDecimal;

/**
 * The part of a quantity that fell in one tier (rule M2).
 *
 * @param quantity units of the meter, above zero
 * @param unitPrice the tier's price of one unit in major units of the currency
 */
public record TierPart(Quantity quantity, BigDecimal unitPrice) {}
