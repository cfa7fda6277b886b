package dev.planstack.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Usage records and their ids (U1, U5), in Planstack's own form and as CloudEvents. */
class UsageRecordsApiTest {

    private static final String NOON = "2026-01-10T12:00:00Z";

    @TempDir
    Path folder;

    private RunningService service;
    private ApiClient client;

    @BeforeEach
    void start() {
        service = RunningService.sandbox(folder.resolve("usage.db"), NOON);
        client = service.client();
        client.meter("m", "GB", 2, "1");
        client.meter("n", "GB", 2, "1");
        client.offering("ten", "m", "10", "P1M", "1.00");
        client.account("a", "100.00");
        client.account("b", "100.00");
        client.buy("a", "ten");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private static String record(String id, String quantity) {
        return ApiClient.record("a", id, "m", quantity, NOON);
    }

    private String remaining() {
        return client.get("/v1/accounts/a/plans/plan-000000001").at("/remaining");
    }

    @Test
    void u1_a_duplicate_within_a_batch_counts_once() {
        Answer answer = client.post("/v1/usage", "[" + record("r", "3") + "," + record("r", "3.00") + "]");

        assertThat(answer.expect(200).at("/accepted")).isEqualTo("1");
        assertThat(answer.at("/duplicates")).isEqualTo("1");
        assertThat(answer.at("/results/0/status")).isEqualTo("accepted");
        assertThat(answer.at("/results/1/status")).isEqualTo("duplicate");
        assertThat(answer.json().at("/results/1/slices"))
                .isEqualTo(answer.json().at("/results/0/slices"));
        assertThat(remaining()).isEqualTo("7");
    }

    @Test
    void u1_a_duplicate_in_a_later_batch_counts_once_and_tells_the_slices_of_now() {
        client.post("/v1/usage", "[" + record("r2", "8") + "]").expect(200);
        Answer answer = client.post("/v1/usage", "[" + record("r1", "5") + "," + record("r2", "8") + "]");

        assertThat(answer.expect(200).at("/accepted")).isEqualTo("1");
        assertThat(answer.at("/duplicates")).isEqualTo("1");
        assertThat(answer.at("/results/1/slices/0/quantity")).isEqualTo("5");
        assertThat(answer.at("/results/1/slices/1/quantity")).isEqualTo("3");
        assertThat(answer.at("/results/1/slices/1/plan")).isNull();
        assertThat(remaining()).isEqualTo("0");
    }

    @Test
    void u1_ids_are_unique_in_an_account_only() {
        Answer answer = client.post(
                "/v1/usage", "[" + record("r", "3") + "," + ApiClient.record("b", "r", "m", "4", NOON) + "]");
        assertThat(answer.expect(200).at("/accepted")).isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource({"m, 4, 2026-01-10T12:00:00Z", "n, 3, 2026-01-10T12:00:00Z", "m, 3, 2026-01-10T12:00:00.000000001Z"})
    void u1_a_conflict_names_the_record_and_says_what_is_there(String meter, String quantity, String occurredAt) {
        client.post("/v1/usage", record("r", "3")).expect(200);
        long commit = client.get("/v1/events").commit();

        String batch = "[" + record("new", "1") + "," + ApiClient.record("a", "r", meter, quantity, occurredAt) + "]";
        Answer answer = client.post("/v1/usage", batch).expect(409);

        assertThat(answer.problem()).isEqualTo("usage-conflict");
        assertThat(answer.pointers()).containsExactly("/1/id");
        assertThat(answer.at("/errors/0/detail")).contains("3 of m at " + NOON);
        assertThat(client.get("/v1/events").commit()).isEqualTo(commit);
        client.get("/v1/accounts/a/usage/new").expect(404);
    }

    @Test
    void u1_the_same_instant_with_another_offset_is_the_same_content() {
        client.post("/v1/usage", record("r", "3")).expect(200);
        Answer again = client.post("/v1/usage", record("r", "3").replace("12:00:00Z", "13:00:00+01:00"));
        assertThat(again.expect(200).at("/duplicates")).isEqualTo("1");
    }

    @Test
    void u5_a_voided_record_gives_back_what_it_took_and_keeps_its_id() {
        client.post("/v1/usage", record("r1", "8")).expect(200);
        client.post("/v1/usage", record("r2", "6")).expect(200);
        assertThat(client.get("/v1/accounts/a").at("/accrued")).isEqualTo("4.00");

        client.delete("/v1/accounts/a/usage/r1").expect(204);

        assertThat(remaining()).isEqualTo("4");
        assertThat(client.get("/v1/accounts/a").at("/accrued")).isEqualTo("0.00");
        client.get("/v1/accounts/a/usage/r1").expect(404);
        client.delete("/v1/accounts/a/usage/r1").expect(204);

        Answer again = client.post("/v1/usage", record("r1", "8")).expect(200);
        assertThat(again.at("/duplicates")).isEqualTo("1");
        assertThat(again.json().at("/results/0/slices")).isEmpty();
        assertThat(client.post("/v1/usage", record("r1", "7")).expect(409).problem())
                .isEqualTo("usage-conflict");
        assertThat(remaining()).isEqualTo("4");
    }

    @Test
    void u5_what_is_billed_cannot_be_voided() {
        client.post("/v1/usage", record("r1", "8")).expect(200);
        client.clock("2026-01-10T13:59:59Z");
        client.get("/v1/accounts/a/usage/r1").expect(200);
        client.clock("2026-01-10T14:00:00Z");

        Answer answer = client.delete("/v1/accounts/a/usage/r1").expect(409);
        assertThat(answer.problem()).isEqualTo("record-final");
        assertThat(client.get("/v1/accounts/a/usage/r1").at("/final")).isEqualTo("true");
        client.delete("/v1/accounts/a/usage/never").expect(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "50%",
                "%2F",
                "two words",
                "🚀é漢",
                "..",
                "a?b#c",
                "a+b",
                ";v=1",
                "\\u0022\\\\",
                "/",
                "//x//"
            })
    void a_record_id_may_hold_any_printable_characters(String escaped) {
        String id = escaped.replace("\\u0022", "\"").replace("\\\\", "\\");
        client.post("/v1/usage", record(escaped, "1")).expect(200);
        String path = "/v1/accounts/a/usage/" + ApiClient.encoded(id).replace(".", "%2E");

        assertThat(client.get(path).expect(200).at("/id")).isEqualTo(id);
        assertThat(client.get("/v1/accounts/a/deductions").at("/data/0/record")).isEqualTo(id);
        client.delete(path).expect(204);
        client.get(path).expect(404);
        assertThat(remaining()).isEqualTo("10");
    }

    @Test
    void results_none_leaves_the_slices_out() {
        Answer answer = client.post("/v1/usage?results=none", record("r", "1")).expect(200);
        assertThat(answer.text()).isEqualTo("{\"accepted\":1,\"duplicates\":0}");
        assertThat(client.post("/v1/usage?results=some", record("s", "1"))
                        .expect(422)
                        .pointers())
                .containsExactly("/results");
    }

    private static final String EVENT =
            "{\"specversion\": \"1.0\", \"id\": \"e1\", \"source\": \"/gateway/1\", \"type\": \"m\","
                    + " \"subject\": \"a\", \"time\": \"2026-01-10T12:00:00Z\", \"traceparent\": \"00-4b\","
                    + " \"data\": {\"quantity\": \"2.5\"}}";

    private Answer cloudEvents(String mediaType, String body) {
        return client.sendJson("POST", "/v1/usage", body, Map.of("Content-Type", mediaType));
    }

    @Test
    void a_structured_cloud_event_is_a_record_with_source_and_id_as_its_id() {
        cloudEvents("application/cloudevents+json", EVENT).expect(200);

        Answer record = client.get("/v1/accounts/a/usage/" + ApiClient.encoded("/gateway/1#e1"))
                .expect(200);
        assertThat(record.at("/quantity")).isEqualTo("2.5");
        assertThat(record.at("/meter")).isEqualTo("m");
        Answer again = cloudEvents("application/cloudevents+json; charset=utf-8", EVENT)
                .expect(200);
        assertThat(again.at("/duplicates")).isEqualTo("1");
    }

    @Test
    void a_batch_of_cloud_events_is_all_or_nothing() {
        String other = EVENT.replace("e1", "e2");
        Answer bad = cloudEvents(
                "application/cloudevents-batch+json",
                "[" + EVENT + "," + other.replace("2.5", "2.555") + "," + other.replace("\"time\"", "\"tome\"") + "]");
        assertThat(bad.expect(422).pointers()).containsExactly("/1/data/quantity", "/2/time");
        client.get("/v1/accounts/a/usage/" + ApiClient.encoded("/gateway/1#e1")).expect(404);

        Answer good = cloudEvents("application/cloudevents-batch+json", "[" + EVENT + "," + other + "]")
                .expect(200);
        assertThat(good.at("/accepted")).isEqualTo("2");
        assertThat(remaining()).isEqualTo("5");
    }

    @Test
    void a_binary_cloud_event_has_its_attributes_in_headers() {
        Map<String, String> headers = Map.of(
                "ce-specversion",
                "1.0",
                "ce-id",
                "e%201",
                "ce-source",
                "/gateway/1",
                "ce-type",
                "m",
                "ce-subject",
                "a",
                "ce-time",
                NOON,
                "ce-extension",
                "ignored");
        client.sendJson("POST", "/v1/usage", "{\"quantity\": 2.5}", headers).expect(200);
        assertThat(client.get("/v1/accounts/a/usage/" + ApiClient.encoded("/gateway/1#e 1"))
                        .expect(200)
                        .at("/quantity"))
                .isEqualTo("2.5");

        Map<String, String> bad = new HashMap<>(headers);
        bad.put("ce-type", "nowhere");
        bad.put("ce-id", "e2");
        assertThat(client.sendJson("POST", "/v1/usage", "{\"quantity\": 2.5}", bad)
                        .expect(422)
                        .pointers())
                .containsExactly("/ce-type");
        bad.remove("ce-time");
        assertThat(client.sendJson("POST", "/v1/usage", "{\"quantity\": \"x\"}", bad)
                        .expect(422)
                        .pointers())
                .containsExactly("/ce-time", "/quantity");
    }

    @Test
    void every_list_can_be_read_one_by_one() {
        for (int i = 0; i < 5; i++) {
            client.meter("m" + i, "GB", 0, "1");
            client.offering("o" + i, "m", "1", "P" + (i + 1) + "M", "0.01");
            client.put(
                            "/v1/license-offerings/l" + i,
                            "{'name': 'L', 'sdks': [{'sdk': 's', 'edition': 'e'}], 'prices': {'P1M': {'USD': '1.00'}}}")
                    .expect(201);
            client.account("c" + i, "1.00");
            client.buy("a", "o" + i);
            String now = "2026-01-10T1" + (3 + i) + ":00:00Z";
            client.clock(now);
            client.use("a", "r" + i, "m", "4", now).expect(200);
            client.use("a", "s" + i, "n", "4", now).expect(200);
        }
        client.clock("2026-01-11T12:00:00Z");

        for (String list : List.of(
                "/v1/meters",
                "/v1/plan-offerings",
                "/v1/license-offerings",
                "/v1/accounts",
                "/v1/accounts?state=active",
                "/v1/events",
                "/v1/accounts/a/events",
                "/v1/accounts/a/events?type=billing.switched",
                "/v1/accounts/a/transactions",
                "/v1/accounts/a/transactions?type=bill",
                "/v1/accounts/a/plans",
                "/v1/accounts/a/plans?meter=m",
                "/v1/accounts/a/bills",
                "/v1/accounts/a/usage",
                "/v1/accounts/a/usage?by=day",
                "/v1/accounts/a/usage?by=month",
                "/v1/accounts/a/deductions",
                "/v1/accounts/a/deductions?meter=m")) {
            List<JsonNode> whole = client.all(list, 1000);
            assertThat(whole).as(list).hasSizeGreaterThan(1);
            assertThat(client.all(list, 1)).as(list).isEqualTo(whole);
            assertThat(client.all(list, 2)).as(list).isEqualTo(whole);
        }
    }

    @Test
    void u6_the_records_of_an_hour_are_listed_with_their_slices_before_and_after_it_is_billed() {
        client.post("/v1/usage", "[" + record("r3", "4") + "," + record("r1", "8") + "," + record("r2", "1") + "]")
                .expect(200);
        client.use("a", "other", "n", "1", NOON).expect(200);
        client.use("a", "later", "m", "1", "2026-01-10T12:05:00Z").expect(200);
        client.use("a", "gone", "m", "1", NOON).expect(200);
        client.delete("/v1/accounts/a/usage/gone").expect(204);
        String hour = "/v1/accounts/a/usage-records?meter=m&from=" + NOON + "&to=2026-01-10T13:00:00Z";

        List<JsonNode> open = client.all(hour, 2);
        assertThat(open.stream().map(r -> r.get("id").asText())).containsExactly("r1", "r2", "r3", "later");
        assertThat(open.get(2).get("slices").toString())
                .isEqualTo("[{\"plan\":\"plan-000000001\",\"quantity\":\"1\",\"planUnits\":\"1\"},"
                        + "{\"plan\":null,\"quantity\":\"3\",\"planUnits\":null}]");
        assertThat(open).noneMatch(r -> r.get("final").asBoolean());

        client.put("/v1/clock", "{'now': '2026-01-10T14:00:00Z'}").expect(200);
        client.use("a", "next", "m", "1", "2026-01-10T13:30:00Z").expect(200);
        List<JsonNode> billed = client.all(hour, 2);
        assertThat(billed).allMatch(r -> r.get("final").asBoolean());
        assertThat(billed.stream().map(r -> r.get("slices")))
                .containsExactlyElementsOf(
                        open.stream().map(r -> r.get("slices")).toList());
        assertThat(client.all("/v1/accounts/a/usage-records", 1).stream()
                        .map(r -> r.get("id").asText()))
                .containsExactly("other", "r1", "r2", "r3", "later", "next");
        client.get(hour + "&after=nonsense").expect(422);
    }
}
