package dev.planstack.web.shared;

import dev.planstack.domain.shared.Money;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Reads and writes what is given for each currency. */
public final class Prices {

    private Prices() {}

    /** An amount of money for each currency, one at least. */
    public static Map<Currency, Money> read(Value value, Faults faults) {
        return byCurrency(
                value.mapOfSome("currency"), faults, (v, currency) -> v.decimal(text -> Money.parse(text, currency)));
    }

    /** Something for each currency. */
    public static <T> Map<Currency, T> byCurrency(
            Map<String, Value> given, Faults faults, BiFunction<Value, Currency, Optional<T>> read) {
        Map<Currency, T> prices = new LinkedHashMap<>();
        given.forEach((code, value) -> faults.take(value.pointer(), Money.parseCurrency(code))
                .ifPresent(currency -> read.apply(value, currency).ifPresent(price -> prices.put(currency, price))));
        return prices;
    }

    /** Amounts by currency code, in the order of the codes. */
    public static SortedMap<String, String> text(Map<Currency, Money> prices) {
        SortedMap<String, String> text = new TreeMap<>();
        prices.forEach((currency, money) -> text.put(currency.getCurrencyCode(), money.toString()));
        return text;
    }
}
