package dev.planstack.domain.plan;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.domain.shared.Term;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A plan that can be bought (rule P1).
 *
 * @param id its id
 * @param name for people, 1–128 printable characters
 * @param unit what one of the quota is, for example {@code GB}
 * @param quota plan units, above zero, with at most 12 decimals
 * @param period how often the quota comes again; empty for a total plan
 * @param validity how long a plan is valid from the instant that it takes effect
 * @param meters the meters whose usage it covers, each with its coefficient
 * @param prices the price by currency
 * @param activationDelay how long after the purchase it takes effect (rule P2)
 * @param renewable whether plans can be renewed; periodic offerings only (rule P8)
 * @param withdrawn whether it can no longer be bought
 */
public record PlanOffering(
        OfferingId id,
        String name,
        String unit,
        Quantity quota,
        Optional<Period> period,
        Term validity,
        SortedMap<MeterCode, Coefficient> meters,
        Map<Currency, Money> prices,
        Term activationDelay,
        boolean renewable,
        boolean withdrawn) {

    /** Keeps copies. */
    public PlanOffering {
        meters = ImmutableSortedMap.copyOf(meters);
        prices = ImmutableMap.copyOf(prices);
    }

    /** The terms of a plan bought now for {@code price}. */
    public PlanTerms terms(Money price) {
        return new PlanTerms(id, unit, quota, period, validity, meters, renewable, price);
    }
}
