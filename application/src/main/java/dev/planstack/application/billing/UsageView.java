package dev.planstack.application.billing;

import dev.planstack.domain.billing.DeductedRecord;
import dev.planstack.domain.billing.Explanation;
import dev.planstack.domain.meter.TierPart;
import dev.planstack.domain.shared.Quantity;
import java.util.List;

/**
 * A usage record with what it does and why (rule U6).
 *
 * @param deducted the record with its slices now
 * @param settled whether that is final
 * @param explanation plan by plan
 * @param tiers in which tiers its pay-as-you-go part falls at which price; empty if plans cover all
 */
public record UsageView(DeductedRecord deducted, boolean settled, Explanation explanation, List<TierPart> tiers) {

    /** The part that no plan covers. */
    public Quantity payAsYouGo() {
        return tiers.stream().map(TierPart::quantity).reduce(Quantity.ZERO, Quantity::plus);
    }
}
