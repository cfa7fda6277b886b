package dev.planstack.domain.license;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Term;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/**
 * SDK licenses that can be bought together, as one order (rule L1).
 *
 * @param id its id
 * @param name for people, 1–128 printable characters
 * @param sdks the SDKs with their editions, at least one, each SDK once
 * @param prices the price by term and currency
 * @param withdrawn whether it can no longer be bought or renewed
 */
public record LicenseOffering(
        OfferingId id, String name, List<LicensedSdk> sdks, Map<Term, Map<Currency, Money>> prices, boolean withdrawn) {

    /** Keeps copies. */
    public LicenseOffering {
        sdks = ImmutableList.copyOf(sdks);
        prices = ImmutableMap.copyOf(prices);
    }
}
