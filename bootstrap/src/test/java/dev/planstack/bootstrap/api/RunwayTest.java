package dev.planstack.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is coming of an account, and what would come of a purchase. */
class RunwayTest {

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final String ACCOUNT = "/v1/accounts/a";

    @TempDir
    Path folder;

    private RunningService service;
    private ApiClient client;

    /** An account that used one unit an hour for a day, all told of at the end of it, and has 76 of 100 left in its plan. */
    @BeforeEach
    void start() {
        service = RunningService.sandbox(folder.resolve("runway.db"), START.toString());
        client = service.client();
        client.meter("m", "GB", 3, "1");
        client.offering("p", "m", "100", "P1Y", "1.00");
        client.account("a", "50.00");
        client.buy("a", "p");
        client.clock("2026-01-06T00:00:00Z");
        String records = IntStream.range(0, 24)
                .mapToObj(hour -> ApiClient.record(
                        "a",
                        "r" + hour,
                        "m",
                        "1",
                        START.plus(Duration.ofMinutes(60L * hour + 30)).toString()))
                .collect(Collectors.joining(",", "[", "]"));
        client.post("/v1/usage", records).expect(200);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void a_steady_use_is_forecast_to_the_second() {
        for (String path : List.of("/forecast?meter=m", "/forecast")) {
            Answer forecast = client.get(ACCOUNT + path).expect(200);
            assertThat(forecast.at("/rate/perHour")).isEqualTo("1");
            assertThat(forecast.at("/plansLastUntil")).isEqualTo("2026-01-09T04:00:00Z");
            assertThat(forecast.at("/switchesAt")).isEqualTo("2026-01-09T04:00:00Z");
            assertThat(forecast.at("/balanceLastsUntil")).isEqualTo("2026-01-11T05:00:00Z");
            assertThat(forecast.at("/overdueAt")).isEqualTo("2026-01-11T07:00:00Z");
            assertThat(forecast.at("/suspendedAt")).isEqualTo("2026-01-26T07:00:00Z");
            assertThat(forecast.at("/payAsYouGoThisMonth")).isEqualTo("548.00");
            assertThat(forecast.at("/plans/0/usedUpAt")).isEqualTo("2026-01-09T04:00:00Z");
            assertThat(forecast.at("/plans/0/unused")).isEqualTo("0");
            assertThat(forecast.at("/basis/hoursObserved")).isEqualTo("24");
            assertThat(forecast.at("/basis/method")).isEqualTo("mean");
        }
        assertThat(client.get(ACCOUNT + "/forecast?meter=x").expect(422).at("/errors/0/pointer"))
                .isEqualTo("/meter");
    }

    @Test
    void what_was_simulated_is_what_then_happens() {
        client.offering("dear", "m", "1000", "P1M", "500.00");
        String until = "2026-01-12T00:00:00Z";
        Answer simulated = client.post(
                        ACCOUNT + "/simulations",
                        "{'purchases': [{'offering': 'p', 'at': '2026-01-08T00:00:00Z'}, {'offering': 'dear'}],"
                                + " 'usage': [{'meter': 'm', 'quantity': 170, 'occurredAt': '2026-01-08T00:10:00Z'},"
                                + " {'meter': 'm', 'quantity': '90.5', 'occurredAt': '2026-01-09T10:00:00Z'}],"
                                + " 'until': '" + until + "'}")
                .expect(200);
        long events = client.all(ACCOUNT + "/events", 1_000).size();

        client.clock("2026-01-08T00:00:00Z");
        client.buy("a", "p");
        client.clock("2026-01-08T00:10:00Z");
        client.use("a", "u1", "m", "170", "2026-01-08T00:10:00Z").expect(200);
        client.clock("2026-01-09T10:00:00Z");
        client.use("a", "u2", "m", "90.5", "2026-01-09T10:00:00Z").expect(200);
        client.clock(until);

        Answer lived = client.get(ACCOUNT).expect(200);
        for (String field : List.of("/state", "/balance", "/accrued", "/available", "/billing/m")) {
            assertThat(simulated.at(field)).as(field).isEqualTo(lived.at(field));
        }
        assertThat(simulated.at("/state")).isEqualTo("overdue");
        assertThat(simulated.at("/overdueAt")).isEqualTo(lived.at("/overdueSince"));
        assertThat(simulated.at("/purchases/0/plan")).isEqualTo("plan-000000002");
        assertThat(simulated.at("/purchases/1/plan")).isNull();
        assertThat(simulated.at("/purchases/1/refusal/type")).isEqualTo("/problems/insufficient-balance");
        assertThat(simulated.at("/charges/0/amount")).isEqualTo("84.50");
        assertThat(StreamSupport.stream(simulated.json().get("events").spliterator(), false)
                        .map(JsonNode::toString))
                .containsExactlyElementsOf(client.all(ACCOUNT + "/events", 1_000).stream()
                        .skip(events)
                        .map(event -> "{\"type\":" + event.get("type") + ",\"at\":" + event.get("at") + ",\"data\":"
                                + event.get("data") + "}")
                        .toList());
        assertThat(simulated.at("/switches/0/reason")).isEqualTo("plan-exhausted");
        assertThat(simulated.at("/plansLastUntil")).isEqualTo("2026-01-09T10:00:00Z");
    }

    @Test
    void a_purchase_is_simulated_together_with_what_is_expected() {
        Answer simulated = client.post(
                        ACCOUNT + "/simulations",
                        "{'purchases': [{'offering': 'p'}], 'expectedUsage': true, 'until': '2026-02-01T00:00:00Z'}")
                .expect(200);
        assertThat(simulated.at("/plansLastUntil")).isEqualTo("2026-01-13T08:00:00Z");
        assertThat(client.get(ACCOUNT + "/plans").data())
                .as("nothing is changed")
                .hasSize(1);
    }

    @Test
    void a_plan_that_runs_out_soon_is_warned_of_once() {
        String alert = ACCOUNT + "/run-out-alerts/m";
        client.get(alert).expect(404);
        assertThat(client.put(alert, "{'days': 3}").expect(201).at("/firedAt")).isNull();
        Answer set = client.put(alert, "{'days': 4}").expect(200);
        assertThat(set.at("/plansLastUntil")).isEqualTo("2026-01-09T04:00:00Z");
        assertThat(set.at("/firedAt")).isEqualTo("2026-01-06T00:00:00Z");
        client.clock("2026-01-06T02:00:00Z");
        List<JsonNode> warned = client.get(ACCOUNT + "/events?type=runway.low").data();
        assertThat(warned).hasSize(1);
        assertThat(warned.get(0).get("data").toString())
                .isEqualTo("{\"meter\":\"m\",\"days\":\"4\",\"plansLastUntil\":\"2026-01-09T04:00:00Z\"}");
        for (String days : List.of("0", "91", "'7'")) {
            assertThat(client.put(alert, "{'days': " + days + "}").expect(422).at("/errors/0/pointer"))
                    .isEqualTo("/days");
        }
        client.put(ACCOUNT + "/run-out-alerts/x", "{'days': 3}").expect(404);
        client.delete(alert).expect(204);
        client.delete(alert).expect(404);
    }

    @Test
    void what_cannot_be_supposed_is_refused_with_its_place() {
        client.offering("gone", "m", "1", "P1M", "1.00", "'withdrawn': true");
        Map<String, String> pointers = new LinkedHashMap<>();
        pointers.put("'until': '2026-01-05T00:00:00Z'", "/until");
        pointers.put("'until': '2028-01-05T00:00:00Z'", "/until");
        pointers.put("'until': 'soon'", "/until");
        pointers.put("'more': 1", "/more");
        pointers.put("'purchases': [{'at': '2026-01-06T00:00:00Z'}]", "/purchases/0/offering");
        pointers.put("'purchases': [{'offering': 'p'}, {'offering': 'x'}]", "/purchases/1/offering");
        pointers.put("'purchases': [{'offering': 'gone'}]", "/purchases/0/offering");
        pointers.put("'purchases': [{'offering': 'p', 'at': '2026-01-05T00:00:00Z'}]", "/purchases/0/at");
        pointers.put("'purchases': [{'offering': 'p', 'at': '2027-01-05T00:00:00Z'}]", "/purchases/0/at");
        pointers.put(
                "'purchases': [{'offering': 'p', 'effectiveAt': '2026-01-05T00:00:00Z'}]", "/purchases/0/effectiveAt");
        pointers.put(
                "'usage': [{'meter': 'x', 'quantity': 1, 'occurredAt': '2026-01-06T00:00:00Z'}]", "/usage/0/meter");
        pointers.put(
                "'usage': [{'meter': 'm', 'quantity': 0, 'occurredAt': '2026-01-06T00:00:00Z'}]", "/usage/0/quantity");
        pointers.put(
                "'usage': [{'meter': 'm', 'quantity': '0.0001', 'occurredAt': '2026-01-06T00:00:00Z'}]",
                "/usage/0/quantity");
        pointers.put(
                "'usage': [{'meter': 'm', 'quantity': 1, 'occurredAt': '2025-11-06T00:00:00Z'}]",
                "/usage/0/occurredAt");
        pointers.put(
                "'usage': [{'meter': 'm', 'quantity': 1, 'occurredAt': '2026-03-06T00:00:00Z'}]",
                "/usage/0/occurredAt");
        pointers.forEach((body, pointer) -> assertThat(client.post(ACCOUNT + "/simulations", "{" + body + "}")
                        .expect(422)
                        .at("/errors/0/pointer"))
                .as(body)
                .isEqualTo(pointer));
    }

    @Test
    void what_to_buy_is_advised() {
        client.offering("p500", "m", "500", "P1M", "100.00");
        Answer advice = client.get(ACCOUNT + "/advice").expect(200);
        assertThat(advice.at("/doNothing/cost")).isEqualTo("644.00");
        assertThat(advice.json().at("/cheapest/purchases").toString())
                .isEqualTo("[{\"offering\":\"p\",\"count\":7,\"price\":\"1.00\"}]");
        assertThat(advice.at("/cheapest/saved")).isEqualTo("637.00");
        assertThat(advice.at("/withoutSwitch/cost")).isEqualTo("7.00");
        assertThat(client.get(ACCOUNT + "/plans").data())
                .as("nothing is bought")
                .hasSize(1);
    }
}
