package dev.planstack.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A customer can compute every cent of a month by hand, from what the API answers and nothing else (rules M2–M4, B4, A1). */
class RecomputedMonthTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int RECORDS = 150;

    @TempDir
    Path folder;

    @Test
    void b4_m4_bills_and_balance_follow_from_records_deductions_and_prices() {
        try (RunningService service = RunningService.sandbox(folder.resolve("month.db"), START.toString())) {
            ApiClient client = service.client();
            client.put(
                            "/v1/meters/m",
                            "{'name': 'M', 'unit': 'GB', 'scale': 3, 'prices': {'USD': [{'upTo': '40.5', 'unitPrice': '0.037'},"
                                    + " {'upTo': '90', 'unitPrice': '0.0215'}, {'unitPrice': '0.011'}]}}")
                    .expect(201);
            client.offering("pack", "m", "60", "P20D", "3.00");
            client.account("acme", "100.00");
            var unused = client.buy("acme", "pack");
            live(client);

            List<JsonNode> bills = client.all("/v1/accounts/acme/bills", 100);
            assertThat(bills).hasSizeGreaterThan(20);
            assertThat(bills.stream()
                            .map(bill -> bill.at("/hour").asText() + " "
                                    + bill.at("/total").asText()))
                    .containsExactlyElementsOf(computed(client));
            assertTransactionsAddUp(client, bills);
        }
    }

    private static void live(ApiClient client) {
        SplittableRandom random = new SplittableRandom(11);
        Instant now = START;
        for (int i = 0; i < RECORDS; i++) {
            now = now.plusSeconds(random.nextInt(6 * 3_600));
            client.clock(now.toString());
            String quantity = random.nextInt(1, 3) + "." + random.nextInt(100, 999);
            String at = now.minusSeconds(random.nextInt(5_000)).toString();
            client.use("acme", "r" + i, "m", quantity, at).expect(200);
        }
        client.clock(now.plus(1, ChronoUnit.DAYS).toString());
    }

    /** {@code "hour total"} of each hour with pay-as-you-go, computed from records and prices. */
    private static List<String> computed(ApiClient client) {
        TreeMap<String, BigDecimal> payAsYouGo = new TreeMap<>();
        for (int i = 0; i < RECORDS; i++) {
            JsonNode record =
                    client.get("/v1/accounts/acme/usage/r" + i).expect(200).json();
            BigDecimal rest = decimal(record.get("quantity"));
            for (JsonNode slice : record.get("slices")) {
                rest = slice.get("plan").isNull() ? rest : rest.subtract(decimal(slice.get("quantity")));
            }
            payAsYouGo.merge(record.get("hour").asText(), rest, BigDecimal::add);
        }
        JsonNode tiers = client.get("/v1/meters/m").json().at("/prices/USD");
        Map<String, BigDecimal> months = new TreeMap<>();
        return payAsYouGo.entrySet().stream()
                .filter(hour -> hour.getValue().signum() > 0)
                .map(hour -> {
                    BigDecimal after = months.merge(hour.getKey().substring(0, 7), hour.getValue(), BigDecimal::add);
                    BigDecimal before = after.subtract(hour.getValue());
                    return hour.getKey() + " " + cents(price(tiers, after)).subtract(cents(price(tiers, before)));
                })
                .toList();
    }

    private static BigDecimal price(JsonNode tiers, BigDecimal quantity) {
        BigDecimal price = BigDecimal.ZERO;
        BigDecimal from = BigDecimal.ZERO;
        for (JsonNode tier : tiers) {
            BigDecimal to = tier.has("upTo") ? decimal(tier.get("upTo")).min(quantity) : quantity;
            price = price.add(to.subtract(from).max(BigDecimal.ZERO).multiply(decimal(tier.get("unitPrice"))));
            from = to.max(from);
        }
        return price;
    }

    private static BigDecimal cents(BigDecimal exact) {
        return exact.setScale(2, RoundingMode.HALF_UP);
    }

    private static BigDecimal decimal(JsonNode node) {
        return new BigDecimal(node.asText());
    }

    private static void assertTransactionsAddUp(ApiClient client, List<JsonNode> bills) {
        BigDecimal balance = BigDecimal.ZERO;
        Map<String, JsonNode> byId = new TreeMap<>();
        for (JsonNode transaction : client.all("/v1/accounts/acme/transactions", 100)) {
            balance = balance.add(decimal(transaction.get("amount")));
            assertThat(decimal(transaction.get("balanceAfter"))).isEqualByComparingTo(balance);
            byId.put(transaction.get("id").asText(), transaction);
        }
        assertThat(client.get("/v1/accounts/acme").at("/balance")).isEqualTo(balance.toPlainString());
        for (JsonNode bill : bills) {
            JsonNode transaction = byId.get(bill.get("transaction").asText());
            assertThat(decimal(transaction.get("amount")).negate()).isEqualByComparingTo(decimal(bill.get("total")));
            assertThat(transaction.get("reference").asText())
                    .isEqualTo(bill.get("id").asText());
        }
    }
}
