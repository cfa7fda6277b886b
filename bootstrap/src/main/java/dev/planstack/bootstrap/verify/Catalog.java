package dev.planstack.bootstrap.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Meters and their prices (rules M1 to M5). */
final class Catalog {

    private final Map<String, Integer> scales = new HashMap<>();
    private final Map<String, TreeMap<Instant, JsonNode>> prices = new HashMap<>();

    void meter(Line line) {
        scales.put(line.text("code"), Math.toIntExact(line.number("scale")));
    }

    void price(Line line) {
        prices.computeIfAbsent(line.text("meter") + " " + line.text("currency"), key -> new TreeMap<>())
                .put(line.optionalInstant("fromHour").orElse(Instant.MIN), line.node("tiers"));
    }

    Optional<Integer> scale(String meter) {
        return Optional.ofNullable(scales.get(meter));
    }

    /** What is charged for a part of a month's quantity in an hour (rule M4); empty if the meter never had a price. */
    Optional<BigDecimal> charge(
            String meter, String currency, int minorDigits, Instant hour, BigDecimal before, BigDecimal quantity) {
        TreeMap<Instant, JsonNode> versions = prices.getOrDefault(meter + " " + currency, new TreeMap<>());
        for (JsonNode tiers : versions.headMap(hour, true).descendingMap().values()) {
            if (!tiers.isNull()) {
                BigDecimal after = exact(tiers, before.add(quantity)).setScale(minorDigits, RoundingMode.HALF_UP);
                return Optional.of(after.subtract(exact(tiers, before).setScale(minorDigits, RoundingMode.HALF_UP)));
            }
        }
        return Optional.empty();
    }

    private static BigDecimal exact(JsonNode tiers, BigDecimal quantity) {
        BigDecimal price = BigDecimal.ZERO;
        BigDecimal from = BigDecimal.ZERO;
        for (JsonNode tier : tiers) {
            JsonNode bound = tier.path("upTo");
            BigDecimal to = bound.isNull() ? quantity : quantity.min(new BigDecimal(bound.asText()));
            if (to.compareTo(from) > 0) {
                price = price.add(to.subtract(from)
                        .multiply(new BigDecimal(tier.path("unitPrice").asText())));
                from = to;
            }
        }
        return price;
    }
}
