package dev.planstack.persistence.meter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.planstack.domain.meter.PriceList;
import dev.planstack.domain.meter.Tier;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.persistence.shared.Json;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A price list as a list of pairs: the upper bound, null for the last, and the unit price. */
final class TierColumn {

    private TierColumn() {}

    static @Nullable String write(Optional<PriceList> prices) {
        return prices.map(list ->
                        Json.write(list.tiers().stream().map(TierColumn::pair).toList()))
                .orElse(null);
    }

    private static List<@Nullable String> pair(Tier tier) {
        return Arrays.asList(
                tier.upTo().map(Quantity::toString).orElse(null),
                tier.unitPrice().toPlainString());
    }

    static Optional<PriceList> read(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(t -> new PriceList(
                        Json.elements(Json.read(t)).map(TierColumn::tier).toList()));
    }

    private static Tier tier(JsonNode pair) {
        JsonNode upTo = pair.get(0);
        return new Tier(
                upTo.isNull() ? Optional.empty() : Optional.of(Quantity.of(upTo.asText())),
                new BigDecimal(pair.get(1).asText()));
    }
}
