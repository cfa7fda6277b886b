package dev.planstack.domain.billing;

import com.google.common.collect.ImmutableList;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.meter.TierPart;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Quantity;
import java.util.List;

/**
 * One meter's pay-as-you-go in an hour (rule B4).
 *
 * @param meter the meter
 * @param quantity units of the meter that no plan covered, above zero
 * @param amount {@code round(P(after)) − round(P(before))} of the month (rule M4)
 * @param tiers how the quantity falls into the tiers of the month
 */
public record BillLine(MeterCode meter, Quantity quantity, Money amount, List<TierPart> tiers) {

    /** Keeps a copy of the tiers. */
    public BillLine {
        tiers = ImmutableList.copyOf(tiers);
    }
}
