package dev.planstack.web.meter;

import dev.planstack.domain.meter.Meter;
import dev.planstack.domain.meter.MeterDefinition;
import dev.planstack.domain.meter.PriceList;
import dev.planstack.domain.meter.Tier;
import dev.planstack.domain.shared.Decimals;
import dev.planstack.domain.shared.Identifiers;
import dev.planstack.domain.shared.Parsed;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.web.shared.Faults;
import dev.planstack.web.shared.Fields;
import dev.planstack.web.shared.Json;
import dev.planstack.web.shared.Prices;
import dev.planstack.web.shared.Value;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the definition of a meter. */
final class MeterBody {

    /** Prices of one unit may be much finer than money. */
    private static final int MAX_PRICE_SCALE = 12;

    private MeterBody() {}

    static MeterDefinition read(Json body, Faults faults) {
        Optional<Fields> fields = Value.root(body, faults).object();
        Optional<MeterDefinition> definition = fields.flatMap(f -> {
            Optional<String> name = f.get("name").text(Identifiers::parsePrintable);
            Optional<String> unit = f.get("unit").text(Identifiers::parsePrintable);
            Optional<Integer> scale = f.get("scale").integer(0, Meter.MAX_SCALE);
            Map<Currency, PriceList> prices =
                    Prices.byCurrency(f.get("prices").map(), faults, (tiers, currency) -> priceList(tiers, faults));
            f.close();
            return name.flatMap(n -> unit.flatMap(u -> scale.map(s -> new MeterDefinition(n, u, s, prices))));
        });
        faults.refuse();
        return definition.orElseThrow();
    }

    private static Optional<PriceList> priceList(Value value, Faults faults) {
        List<Value> given = value.array();
        List<Tier> tiers =
                given.stream().map(MeterBody::tier).flatMap(Optional::stream).toList();
        return given.size() == tiers.size() && value.isArray()
                ? faults.take(value.pointer(), PriceList.parse(tiers))
                : Optional.empty();
    }

    private static Optional<Tier> tier(Value value) {
        return value.object().flatMap(f -> {
            Value bound = f.get("upTo");
            Optional<Quantity> upTo = bound.decimalOrAbsent(text -> Quantity.parse(text, Meter.MAX_SCALE));
            Optional<BigDecimal> price = f.get("unitPrice").decimal(MeterBody::parsePrice);
            f.close();
            return upTo.isEmpty() && bound.isThere() ? Optional.empty() : price.map(p -> new Tier(upTo, p));
        });
    }

    private static Parsed<BigDecimal> parsePrice(String text) {
        return Decimals.parse(text, MAX_PRICE_SCALE)
                .then(v -> v.signum() >= 0 ? Parsed.of(v) : Parsed.fault("must not be negative"));
    }
}
