package dev.planstack.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused: with which status, type and pointers; and that a refusal keeps nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

    @TempDir
    static Path folder;

    private RunningService service;
    private ApiClient client;
    private String before;

    @BeforeAll
    void start() {
        service = RunningService.sandbox(folder.resolve("bad.db"), BadInputs.NOW);
        client = service.client();
        client.put("/v1/meters/m", BadInputs.METER).expect(201);
        client.put("/v1/plan-offerings/o", BadInputs.OFFERING).expect(201);
        client.put("/v1/plan-offerings/gone", BadInputs.OFFERING.replace("}}", "}, 'withdrawn': true}"))
                .expect(201);
        client.put("/v1/plan-offerings/euro", BadInputs.OFFERING.replace("USD", "EUR"))
                .expect(201);
        client.account("a", "100.00");
        assertThat(client.buy("a", "o")).isEqualTo("plan-000000001");
        client.use("a", "taken", "m", "1", BadInputs.NOW).expect(200);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @BeforeEach
    void remember() {
        before = everything();
    }

    @AfterEach
    void nothing_was_kept() {
        assertThat(everything()).isEqualTo(before);
    }

    private String everything() {
        return Stream.of(
                        "events",
                        "meters",
                        "plan-offerings",
                        "license-offerings",
                        "accounts",
                        "accounts/a/plans",
                        "accounts/a/transactions",
                        "accounts/a/usage",
                        "clock")
                .map(list -> client.get("/v1/" + list))
                .map(answer -> answer.commit() + " " + answer.text())
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @MethodSource({
        "dev.planstack.bootstrap.api.BadInputs#on_every_route",
        "dev.planstack.bootstrap.api.BadInputs#of_one_route"
    })
    void is_refused(BadInputs.Bad bad) {
        Answer answer = send(bad.request(), bad.body().replace('\'', '"'), Map.of());

        assertThat(answer.status()).as(answer.text()).isEqualTo(bad.status());
        assertThat(answer.problem()).isEqualTo(bad.problem());
        assertThat(answer.pointers()).isEqualTo(bad.pointers());
    }

    private Answer send(String request, String body, Map<String, String> headers) {
        String[] methodAndPath = request.split(" ", 2);
        return client.sendJson(methodAndPath[0], methodAndPath[1], body, headers);
    }

    @ParameterizedTest
    @MethodSource("dev.planstack.bootstrap.api.BadInputs#good_requests")
    void another_media_type_is_refused(String request) {
        for (String type : List.of("text/plain", "application/xml", "application/json; charset=latin1")) {
            Answer answer = send(request, BadInputs.GOOD.get(request).replace('\'', '"'), Map.of("Content-Type", type));
            assertThat(answer.status()).as(type).isEqualTo(415);
            assertThat(answer.problem()).isEqualTo("unsupported-media-type");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.planstack.bootstrap.api.BadInputs#good_requests")
    void without_a_key_nothing_is_told(String request) {
        String[] methodAndPath = request.split(" ", 2);
        Answer answer = service.stranger().sendJson(methodAndPath[0], methodAndPath[1], "not even JSON", Map.of());
        assertThat(answer.status()).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("dev.planstack.bootstrap.api.BadInputs#good_requests")
    void a_huge_body_is_refused(String request) {
        int mebibytes = request.equals("POST /v1/usage") ? 16 : 1;
        Answer answer = send(request, " ".repeat((mebibytes << 20) + 1 - 2) + "{}", Map.of());
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.problem()).isEqualTo("too-large");
    }

    @Test
    void more_than_10000_records_are_refused() {
        String records = IntStream.rangeClosed(0, 10_000)
                .mapToObj(i -> ApiClient.record("a", "r" + i, "m", "1", BadInputs.NOW))
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(client.post("/v1/usage", records).expect(413).problem()).isEqualTo("too-large");
    }

    @Test
    void every_fault_of_a_batch_is_named_whoever_finds_it() {
        String batch = "["
                + String.join(
                        ", ",
                        BadInputs.RECORD,
                        BadInputs.RECORD.replace("'r'", "'r1'").replace("'1'", "'x'"),
                        BadInputs.RECORD.replace("'r'", "'r2'").replace("'m'", "'nowhere'"),
                        BadInputs.RECORD.replace("'r'", "'r3'").replace("'1'", "'0.001'"),
                        BadInputs.RECORD.replace("'r'", "'r4'").replace("'a'", "'nobody'"),
                        "{'id': 'r5'}",
                        "7")
                + "]";

        Answer answer = client.post("/v1/usage", batch).expect(422);

        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.pointers())
                .containsExactlyElementsOf(Stream.of(
                                "/1/quantity",
                                "/2/meter",
                                "/3/quantity",
                                "/4/account",
                                "/5/account",
                                "/5/meter",
                                "/5/quantity",
                                "/5/occurredAt",
                                "/6")
                        .sorted()
                        .toList());
    }

    @Test
    void query_parameters_are_read_as_strictly() {
        for (String query :
                Arrays.asList("limit=0", "limit=1001", "limit=x", "after=%00", "colour=red", "limit=1&limit=2")) {
            Answer answer = client.get("/v1/accounts?" + query);
            assertThat(answer.status()).as(query).isEqualTo(422);
            assertThat(answer.pointers()).containsExactly("/" + query.split("=", 2)[0]);
        }
    }
}
