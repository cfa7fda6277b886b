package dev.planstack.domain.license;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Term;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** Whether it is sold for a term, in whatever currency. */
    public boolean isSoldFor(Term term) {
        return prices.containsKey(term);
    }

    /** What a term costs in a currency, if it is sold so. */
    public Optional<Money> price(Term term, Currency currency) {
        return Optional.ofNullable(prices.get(term)).map(byCurrency -> byCurrency.get(currency));
    }
}
