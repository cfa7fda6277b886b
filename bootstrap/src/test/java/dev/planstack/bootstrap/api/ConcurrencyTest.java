package dev.planstack.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many clients at the same instant: each is answered as if they had come one after the other. */
class ConcurrencyTest {

    private static final String NOON = "2026-01-10T12:00:00Z";

    @TempDir
    Path folder;

    private RunningService service;
    private ApiClient client;

    @BeforeEach
    void start() {
        service = RunningService.sandbox(folder.resolve("at-once.db"), NOON);
        client = service.client();
        client.meter("m", "GB", 0, "1");
        client.offering("plan", "m", "1000", "P1M", "1.00");
        client.account("a", "60.00");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private static Map<Integer, Long> statuses(List<Answer> answers) {
        return answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting()));
    }

    private static long sum(List<Answer> answers, String pointer) {
        return answers.stream()
                .mapToLong(answer -> Long.parseLong(answer.at(pointer)))
                .sum();
    }

    private String used() {
        List<JsonNode> rows = client.all("/v1/accounts/a/usage", 1_000);
        return rows.stream()
                .map(row -> new BigDecimal(row.get("quantity").asText()))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .toPlainString();
    }

    @Test
    void u1_the_same_record_64_times_at_once_is_accepted_once() throws Exception {
        List<Answer> answers = AtOnce.each(64, i -> () -> client.use("a", "same", "m", "7", NOON));

        assertThat(statuses(answers)).containsExactly(Map.entry(200, 64L));
        assertThat(sum(answers, "/accepted")).isEqualTo(1);
        assertThat(sum(answers, "/duplicates")).isEqualTo(63);
        assertThat(used()).isEqualTo("7");
    }

    @Test
    void u1_of_64_contents_for_one_id_exactly_one_wins() throws Exception {
        List<Answer> answers = AtOnce.each(64, i -> () -> client.use("a", "same", "m", String.valueOf(i + 1), NOON));

        assertThat(statuses(answers)).containsOnly(Map.entry(200, 1L), Map.entry(409, 63L));
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .allSatisfy(answer -> assertThat(answer.problem()).isEqualTo("usage-conflict"));
        String winner = answers.stream()
                .filter(answer -> answer.status() == 200)
                .findFirst()
                .orElseThrow()
                .at("/results/0/slices/0/quantity");
        assertThat(used()).isEqualTo(winner);
    }

    @Test
    void p11_a_balance_for_60_buys_exactly_60_plans() throws Exception {
        List<Answer> answers = AtOnce.each(100, i -> () -> client.post("/v1/accounts/a/plans", "{'offering': 'plan'}"));

        assertThat(statuses(answers)).containsOnly(Map.entry(201, 60L), Map.entry(402, 40L));
        assertThat(client.get("/v1/accounts/a").at("/balance")).isEqualTo("0.00");
        assertThat(client.all("/v1/accounts/a/plans", 7)).hasSize(60);
        assertThat(client.all("/v1/accounts/a/transactions?type=purchase", 7)).hasSize(60);
    }

    @Test
    void one_idempotency_key_50_times_at_once_pays_once() throws Exception {
        List<Answer> answers =
                AtOnce.each(50, i -> () -> client.post("/v1/accounts/a/top-ups", "{'amount': '5.00'}", "key"));

        assertThat(statuses(answers)).containsExactly(Map.entry(201, 50L));
        assertThat(answers.stream().map(Answer::text))
                .containsOnly(answers.get(0).text());
        assertThat(answers.stream()
                        .filter(answer -> answer.headers()
                                .firstValue("Idempotency-Replayed")
                                .isEmpty()))
                .hasSize(1);
        assertThat(client.get("/v1/accounts/a").at("/balance")).isEqualTo("65.00");
    }

    @Test
    void bad_requests_among_good_ones_spoil_none() throws Exception {
        Function<Integer, Boolean> bad = i -> i % 8 == 3;
        for (int round = 0; round < 5; round++) {
            String prefix = "r" + round + "-";
            List<Answer> answers = AtOnce.each(
                    64,
                    i -> () -> client.use(
                            "a", prefix + i, bad.apply(i) ? "nowhere" : "m", bad.apply(i) ? "0" : "1", NOON));
            for (int i = 0; i < 64; i++) {
                assertThat(answers.get(i).status()).as("request %d", i).isEqualTo(bad.apply(i) ? 422 : 200);
            }
        }
        assertThat(used()).isEqualTo(String.valueOf(5 * 56));
    }

    @Test
    void an_unknown_meter_found_by_the_writer_spoils_none() throws Exception {
        List<Answer> answers =
                AtOnce.each(64, i -> () -> client.use("a", "r" + i, i == 20 ? "nowhere" : "m", "1", NOON));

        assertThat(statuses(answers)).containsOnly(Map.entry(200, 63L), Map.entry(422, 1L));
        assertThat(used()).isEqualTo("63");
    }

    @Test
    void answers_of_usage_at_once_add_up_to_what_the_plan_has_lost() throws Exception {
        String plan = client.buy("a", "plan");
        // of the same instant, so that each has to find its place among the others
        List<Answer> answers = AtOnce.each(60, i -> () -> client.use("a", "r" + i, "m", "20", NOON));

        assertThat(statuses(answers)).containsExactly(Map.entry(200, 60L));
        assertThat(client.get("/v1/accounts/a/plans/" + plan).at("/remaining")).isEqualTo("0");
        assertThat(client.get("/v1/accounts/a").at("/accrued")).isEqualTo("200.00");
        BigDecimal deducted = client.all("/v1/accounts/a/deductions", 1_000).stream()
                .map(row -> new BigDecimal(row.get("planUnits").asText()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(deducted).isEqualByComparingTo("1000");
        answers.forEach(answer -> {
            BigDecimal slices = BigDecimal.ZERO;
            for (JsonNode slice : answer.json().at("/results/0/slices")) {
                slices = slices.add(new BigDecimal(slice.get("quantity").asText()));
            }
            assertThat(slices).isEqualByComparingTo("20");
        });
    }

    @Test
    void e1_events_are_numbered_without_gaps_whatever_comes_at_once() throws Exception {
        List<Answer> answers = AtOnce.each(
                64,
                i -> () -> i % 2 == 0
                        ? client.post("/v1/accounts/a/top-ups", "{'amount': '1.00'}")
                        : client.post("/v1/accounts/a/plans", "{'offering': 'plan'}"));
        assertThat(statuses(answers)).containsExactly(Map.entry(201, 64L));

        List<JsonNode> events = client.all("/v1/accounts/a/events", 3);
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).get("sequence").asInt()).isEqualTo(i + 1);
        }
        assertThat(events).hasSizeGreaterThan(64);
    }

    @Test
    void what_shares_a_commit_with_a_change_of_the_clock_is_answered_too() throws Exception {
        for (int round = 0; round < 5; round++) {
            String now = "2026-01-10T12:00:0" + (round + 1) + "Z";
            List<Answer> answers = AtOnce.each(
                    32,
                    i -> () -> i % 8 == 0
                            ? client.put("/v1/clock", "{'now': '" + now + "'}")
                            : client.post("/v1/accounts/a/top-ups", "{'amount': '1.00'}"));
            assertThat(statuses(answers)).containsOnly(Map.entry(200, 4L), Map.entry(201, 28L));
        }
        assertThat(client.get("/v1/accounts/a").at("/balance")).isEqualTo("200.00");
    }
}
