package dev.planstack.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.planstack.web.shared.Routes;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered before any service is asked. */
class WebServerTest {

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(true);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode isProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/problem+json");
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.body()).doesNotContain("Exception", "java", "jetty", "jackson", "\tat ");
        JsonNode problem = json(answer.body());
        assertThat(problem.get("type").asText()).isEqualTo(type);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asText()).isNotBlank();
        assertThat(problem.get("detail").asText()).isNotBlank();
        return problem;
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static List<String> pointers(JsonNode problem) {
        return problem.get("errors").findValuesAsText("pointer");
    }

    static Stream<Routes.Route> api() {
        return WebServer.routes(TestServer.NONE, TestServer.settings(true)).all().stream()
                .filter(r -> r.kind() == Routes.Kind.API);
    }

    /** Where a body is looked at before anything else could be wrong. */
    static Stream<Routes.Route> withBody() {
        return api().filter(r -> r.method().equals("PUT") || r.method().equals("POST"));
    }

    private static String path(Routes.Route route) {
        return route.path().replace("{order}", "a.order-000000001").replaceAll("\\{[^}]+}", "a");
    }

    @ParameterizedTest
    @MethodSource("api")
    void everyRouteNeedsTheKey(Routes.Route route) {
        for (String[] headers : new String[][] {
            {}, {"Authorization", "Bearer wrong"}, {"Authorization", TestServer.KEY}, {"Authorization", "Bearer"}
        }) {
            HttpResponse<String> answer = server.send(route.method(), path(route), "", headers);
            JsonNode unused = isProblem(answer, 401, "/problems/unauthorized");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }
    }

    @ParameterizedTest
    @MethodSource("api")
    void everyRouteAnswersInJsonOnly(Routes.Route route) {
        JsonNode unused = isProblem(
                server.call(route.method(), path(route), "", "Accept", "text/html"), 406, "/problems/not-acceptable");
    }

    @ParameterizedTest
    @MethodSource("api")
    void everyRouteRefusesUnknownQueryParameters(Routes.Route route) {
        JsonNode problem = isProblem(
                server.call(route.method(), path(route) + "?nonsense=1", ""), 422, "/problems/invalid-request");
        assertThat(pointers(problem)).containsExactly("/nonsense");
    }

    @ParameterizedTest
    @MethodSource("api")
    void everyRouteRefusesOtherMethods(Routes.Route route) {
        for (String method : List.of("OPTIONS", "PATCH", "FOO")) {
            HttpResponse<String> answer = server.call(method, path(route), "");
            JsonNode unused = isProblem(answer, 405, "/problems/method-not-allowed");
            assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains(route.method());
        }
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void everyBodyMustBeJson(Routes.Route route) {
        for (String body : List.of("{", "{} {}", "{\"a\":1,\"a\":1}", "[1,]", "\uFEFF{}")) {
            JsonNode unused =
                    isProblem(server.call(route.method(), path(route), body), 400, "/problems/malformed-json");
        }
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void everyBodyMustSayThatItIsJson(Routes.Route route) {
        for (String type : List.of("text/plain", "application/json; charset=utf-16", "application/xml")) {
            JsonNode unused = isProblem(
                    server.send(
                            route.method(),
                            path(route),
                            "{}",
                            "Authorization",
                            "Bearer " + TestServer.KEY,
                            "Content-Type",
                            type),
                    415,
                    "/problems/unsupported-media-type");
        }
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void everyBodyIsAnObjectWithKnownFields(Routes.Route route) {
        JsonNode scalar = isProblem(server.call(route.method(), path(route), "3"), 422, "/problems/invalid-request");
        assertThat(pointers(scalar)).contains("");
        JsonNode unknown = isProblem(
                server.call(route.method(), path(route), "{\"no/thing\": 1}"), 422, "/problems/invalid-request");
        assertThat(pointers(unknown)).contains("/no~1thing");
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void everyBodyIsBounded(Routes.Route route) {
        int max = route.path().equals("/v1/usage") ? 16 << 20 : 1 << 20;
        JsonNode unused =
                isProblem(server.call(route.method(), path(route), " ".repeat(max + 1)), 413, "/problems/too-large");
        JsonNode atMost =
                isProblem(server.call(route.method(), path(route), " ".repeat(max)), 400, "/problems/malformed-json");
        assertThat(atMost.get("detail").asText()).contains("empty");
    }

    @Test
    void aBodyWithoutALengthIsBoundedToo() {
        String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
        String answer = server.raw("PUT /v1/meters/a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nAuthorization: Bearer " + TestServer.KEY
                + "\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(16) + "1\r\n \r\n0\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("/problems/too-large");
    }

    @Test
    void aBatchIsBounded() {
        JsonNode unused = isProblem(
                server.call("POST", "/v1/usage", "[" + "{},".repeat(10_000) + "{}]"), 413, "/problems/too-large");
        JsonNode most = isProblem(
                server.call("POST", "/v1/usage", "[" + "{},".repeat(9_999) + "{}]"), 422, "/problems/invalid-request");
        assertThat(pointers(most)).hasSize(50_000).contains("/0/id", "/9999/occurredAt");
        JsonNode none = isProblem(server.call("POST", "/v1/usage", "[]"), 422, "/problems/invalid-request");
        assertThat(pointers(none)).containsExactly("");
    }

    @Test
    void urlAndHeadersAreBounded() {
        JsonNode url =
                isProblem(server.call("GET", "/v1/meters?after=" + "a".repeat(20_000), ""), 414, "/problems/too-large");
        assertThat(url.get("detail").asText()).contains("URL");
        JsonNode headers = isProblem(
                server.call("GET", "/v1/meters", "", "X-Long", "a".repeat(20_000)), 431, "/problems/too-large");
        assertThat(headers.get("detail").asText()).contains("headers");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=0         | /limit",
                "limit=1001      | /limit",
                "limit=x         | /limit",
                "limit=1&limit=1 | /limit",
                "after=          | /after",
                "state=gone      | /state",
                "%6Cimit=1.0     | /limit",
                "=1              | /"
            })
    void queryParametersAreValidated(String query, String pointer) {
        JsonNode problem = isProblem(server.call("GET", "/v1/accounts?" + query, ""), 422, "/problems/invalid-request");
        assertThat(pointers(problem)).containsExactly(pointer);
    }

    @Test
    void aMeterMustBeNamedToAskForAccess() {
        JsonNode problem = isProblem(server.call("GET", "/v1/accounts/a/access", ""), 422, "/problems/invalid-request");
        assertThat(pointers(problem)).containsExactly("/meter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/meters/a%20b",
                "/v1/accounts/a%2Fb",
                "/v1/accounts/%E4%B8%AD/plans",
                "/v1/accounts/a/plans/%2e%2e%2f",
                "/v1/accounts/a;b/usage",
                "/v1",
                "/v1/",
                "/v1/meters/",
                "/v1//meters",
                "/v1/nothing",
                "/nothing",
                "/problems/nothing",
                "/assets/nothing",
                "/assets/..%2fdocs"
            })
    void whatThePathNamesIsNotThere(String path) {
        JsonNode unused = isProblem(server.call("GET", path, ""), 404, "/problems/not-found");
    }

    @Test
    void anIdUnderWhichNothingCanBeCreatedIsAtFaultWithTheRest() {
        JsonNode problem = isProblem(
                server.call(
                        "PUT", "/v1/meters/a%20b", "{\"name\": \"\", \"unit\": \"GB\", \"scale\": 10, \"prices\": {}}"),
                422,
                "/problems/invalid-request");
        assertThat(pointers(problem)).containsExactly("/meter", "/name", "/scale");
    }

    @Test
    void aTotalOfferingIsNotRenewable() {
        JsonNode problem = isProblem(server.call("PUT", "/v1/plan-offerings/a", """
                        {"name": "n", "unit": "GB", "quota": 1, "validity": "P1M", "meters": {"m": "5/22"},
                         "prices": {"USD": 1}, "renewable": true}"""), 422, "/problems/invalid-request");
        assertThat(pointers(problem)).containsExactly("/renewable");
    }

    @Test
    void everythingWrongWithAnAccountIsTold() {
        JsonNode problem = isProblem(server.call("PUT", "/v1/accounts/a", """
                        {"name": "n", "currency": "USD", "creditLimit": "0.001", "protection": {"amount": -1, "x": 1},
                         "releaseAfter": "15 days", "hardStop": ["m", "m"], "lowBalanceAlert": 1e2}"""), 422, "/problems/invalid-request");
        assertThat(pointers(problem))
                .containsExactly(
                        "/creditLimit",
                        "/protection/amount",
                        "/protection/x",
                        "/releaseAfter",
                        "/hardStop/1",
                        "/lowBalanceAlert");
    }

    @Test
    void anIdempotencyKeyIsBounded() {
        JsonNode problem = isProblem(
                server.call("POST", "/v1/accounts/a/top-ups", "{\"amount\": 1}", "Idempotency-Key", "k".repeat(256)),
                422,
                "/problems/invalid-request");
        assertThat(pointers(problem)).containsExactly("/Idempotency-Key");
    }

    @Test
    void onlyASandboxHasAClock() {
        try (TestServer real = new TestServer(false)) {
            JsonNode read = isProblem(real.call("GET", "/v1/clock", ""), 404, "/problems/not-found");
            JsonNode set = isProblem(real.call("PUT", "/v1/clock", "{}"), 404, "/problems/not-found");
            assertThat(read).isEqualTo(set);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET /v1/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /v1/accounts/a/usage/%ff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /v1/accounts/a/usage/%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET / HTTP/9.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nBad Header: x\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
                "GET /v1/meters HTTP/1.1\r\nHost: x\r\nConnection: close\r\nSec-WebSocket-Version: 13\r\n\r\n"
            })
    void whatIsNotProperHttpIsAProblemToo(String request) {
        String answer = server.raw(request);
        assertThat(answer)
                .matches("(?s)HTTP/1.1 (4\\d\\d|505) .*")
                .contains("Content-Type: application/problem+json\r\n")
                .doesNotContain("Server:", "Set-Cookie", "<html", "jetty", "Exception");
        assertThat(json(answer.substring(answer.indexOf("\r\n\r\n")))
                        .get("type")
                        .asText())
                .isIn("about:blank", "/problems/unauthorized");
    }

    @Test
    void aBodyThatIsBrokenOffIsRefused() {
        String head = "POST /v1/usage HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + TestServer.KEY + "\r\n";
        assertThat(server.raw(head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }
}
