package dev.planstack.persistence.shared;

import com.fasterxml.jackson.databind.JsonNode;
import dev.planstack.domain.shared.Money;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prices by currency as a JSON object. */
public final class PriceColumn {

    private PriceColumn() {}

    /** The amounts by currency code. */
    public static Map<String, String> texts(Map<Currency, Money> prices) {
        Map<String, String> texts = new LinkedHashMap<>();
        prices.forEach((currency, price) -> texts.put(currency.getCurrencyCode(), price.toString()));
        return texts;
    }

    /** Reads what {@link #texts} gave. */
    public static Map<Currency, Money> read(JsonNode prices) {
        Map<Currency, Money> read = new LinkedHashMap<>();
        Json.map(prices, Currency::getInstance, JsonNode::asText)
                .forEach((currency, amount) -> read.put(currency, Columns.money(amount, currency)));
        return read;
    }
}
