package dev.planstack.persistence.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.plan.Coefficient;
import dev.planstack.domain.plan.Freeze;
import dev.planstack.domain.plan.Period;
import dev.planstack.domain.shared.Money;
import dev.planstack.persistence.shared.Json;
import dev.planstack.persistence.shared.PriceColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How the values that only plans and their offerings have become columns and come back. */
final class PlanColumns {

    private PlanColumns() {}

    static @Nullable String period(Optional<Period> period) {
        return period.map(Period::code).orElse(null);
    }

    static Optional<Period> period(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("period")).map(code -> Period.valueOf(code.toUpperCase(Locale.ROOT)));
    }

    static String meters(SortedMap<MeterCode, Coefficient> meters) {
        Map<String, String> texts = new LinkedHashMap<>();
        meters.forEach((meter, coefficient) -> texts.put(meter.value(), coefficient.text()));
        return Json.write(texts);
    }

    static SortedMap<MeterCode, Coefficient> meters(ResultSet row) throws SQLException {
        return new TreeMap<>(Json.map(
                Json.read(row.getString("meters")),
                MeterCode::new,
                text -> Coefficient.parse(text.asText()).orThrow()));
    }

    static String prices(Map<Currency, Money> prices) {
        return Json.write(PriceColumn.texts(prices));
    }

    static String freezes(List<Freeze> freezes) {
        return Json.write(freezes.stream().map(PlanColumns::pair).toList());
    }

    private static List<@Nullable String> pair(Freeze freeze) {
        return Arrays.asList(
                freeze.from().toString(), freeze.to().map(Instant::toString).orElse(null));
    }

    static List<Freeze> freezes(ResultSet row) throws SQLException {
        return Json.elements(Json.read(row.getString("freezes")))
                .map(PlanColumns::freeze)
                .toList();
    }

    private static Freeze freeze(JsonNode pair) {
        JsonNode to = pair.get(1);
        return new Freeze(
                Instant.parse(pair.get(0).asText()),
                to.isNull() ? Optional.empty() : Optional.of(Instant.parse(to.asText())));
    }
}
