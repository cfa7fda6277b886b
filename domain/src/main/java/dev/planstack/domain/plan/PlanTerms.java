package dev.planstack.domain.plan;

import com.google.common.collect.ImmutableSortedMap;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.domain.shared.Term;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one plan was bought with; a copy of its own, so that later changes of the offering do not reach it (rule M5).
 *
 * @param offering the offering it was bought from
 * @param unit what one of the quota is, for example {@code GB}
 * @param quota plan units, above zero: in all, or for each period
 * @param period how often the quota comes again; empty for a total plan (rule P1)
 * @param validity how long it is valid
 * @param meters the meters whose usage it covers, each with its coefficient (rules P3, P6)
 * @param renewable whether it can be renewed (rule P8)
 * @param price what it was bought for
 */
public record PlanTerms(
        OfferingId offering,
        String unit,
        Quantity quota,
        Optional<Period> period,
        Term validity,
        SortedMap<MeterCode, Coefficient> meters,
        boolean renewable,
        Money price) {

    /** Keeps a copy of the meters. */
    public PlanTerms {
        meters = ImmutableSortedMap.copyOf(meters);
    }

    /** Terms of a total plan (rule P1) that covers no meter yet and cannot be renewed; {@code validity} is ISO 8601. */
    public static PlanTerms of(String offering, String quota, String unit, String validity, Money price) {
        return new PlanTerms(
                new OfferingId(offering),
                unit,
                Quantity.of(quota),
                Optional.empty(),
                Term.of(validity),
                ImmutableSortedMap.of(),
                false,
                price);
    }

    /** These terms with the quota coming again in each period (rule P1). */
    public PlanTerms each(Period again) {
        return new PlanTerms(offering, unit, quota, Optional.of(again), validity, meters, renewable, price);
    }

    /** These terms, covering one meter more at a coefficient such as {@code 2} or {@code 5/22} (rule P6). */
    public PlanTerms covering(String meter, String coefficient) {
        SortedMap<MeterCode, Coefficient> all = new TreeMap<>(meters);
        all.put(new MeterCode(meter), Coefficient.parse(coefficient).orThrow());
        return new PlanTerms(offering, unit, quota, period, validity, all, renewable, price);
    }
}
