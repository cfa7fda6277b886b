package dev.planstack.application.billing;

import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Quantity;
import java.time.Instant;

/**
 * Usage of one meter in one hour, day or month, by the hours that records count in (rule U4).
 *
 * @param start the start of the hour, day or month
 * @param meter the meter
 * @param quantity units of the meter in all
 * @param payAsYouGo of these, what no plan covers
 * @param amount what that costs: billed, and for open hours as it would be billed as things stand
 * @param settled whether all of it is billed
 */
public record UsageRow(
        Instant start, MeterCode meter, Quantity quantity, Quantity payAsYouGo, Money amount, boolean settled) {

    /** What plans cover. */
    public Quantity byPlans() {
        return quantity.minus(payAsYouGo);
    }

    UsageRow plus(UsageRow other) {
        return new UsageRow(
                start,
                meter,
                quantity.plus(other.quantity),
                payAsYouGo.plus(other.payAsYouGo),
                amount.plus(other.amount),
                settled && other.settled);
    }
}
