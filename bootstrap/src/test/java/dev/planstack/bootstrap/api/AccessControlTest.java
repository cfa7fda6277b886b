package dev.planstack.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/access-control.md} is what the service does: every route, with every kind of key and every kind of id. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessControlTest {

    private static final String NOW = "2026-01-10T12:00:00Z";

    // as long as each other, so that answers about them can be compared byte by byte
    private static final String OWN = "alfa";
    private static final String FOREIGN = "beta";
    private static final String NOBODY = "zeta";

    /** What differs from answer to answer; a connection is closed where the body had not come yet when it was answered. */
    private static final Set<String> OF_THE_REQUEST = Set.of("x-request-id", "date", "connection");

    @TempDir
    static Path folder;

    private RunningService service;
    private ApiClient operator;
    private final List<Key> keys = new ArrayList<>();
    private final Map<String, String> strangers = new LinkedHashMap<>();

    /** A path that leads to an account by the id of what it names. */
    private static final String ORDER = "/v1/license-orders/{order}";

    /** A key that is known, with what it is for. */
    private record Key(String id, Set<String> scopes, boolean bound, ApiClient client) {

        @Override
        public String toString() {
            return String.join("+", scopes) + (bound ? " of " + OWN : "");
        }
    }

    @BeforeAll
    void start() {
        service = RunningService.sandbox(folder.resolve("access.db"), NOW);
        operator = service.client();
        operator.meter("m", "GB", 2, "0.04");
        operator.offering("o", "m", "10", "P1M", "1.00");
        operator.put(
                        "/v1/license-offerings/o",
                        "{'name': 'O', 'sdks': [{'sdk': 's', 'edition': 'e'}], 'prices': {'P1M': {'USD': '1.00'}}}")
                .expect(201);
        for (String account : List.of(OWN, FOREIGN)) {
            operator.account(account, "100.00");
            operator.buy(account, "o");
            operator.put("/v1/accounts/" + account + "/applications/app", "{'name': 'App', 'domain': 'acme.com'}")
                    .expect(201);
            operator.post("/v1/accounts/" + account + "/license-orders", "{'offering': 'o', 'term': 'P1M'}")
                    .expect(201);
            operator.use(account, "record", "m", "1", NOW).expect(200);
        }
        operator.buy(FOREIGN, "o");
        operator.use(FOREIGN, "secret", "m", "1", NOW).expect(200);
        operator.put("/v1/accounts/" + FOREIGN + "/quota-alerts/m", "{'percent': 20}")
                .expect(201);
        for (String scope : List.of("read", "ingest", "admin")) {
            keys.add(key(Set.of(scope), false));
            keys.add(key(Set.of(scope), true));
        }
        keys.add(key(Set.of("read", "ingest"), true));
        Answer revoked = made("'read'", "null");
        Answer kept = made("'read'", "null");
        operator.delete("/v1/api-keys/" + revoked.at("/id")).expect(204);
        strangers.put("none", "");
        strangers.put("of another form", "nonsense");
        strangers.put("unknown", "psk_0123456789abcdef_" + "A".repeat(43));
        strangers.put("revoked", revoked.at("/secret"));
        strangers.put("of another secret", kept.at("/secret").substring(0, 60) + "AAAA");
        strangers.put("public part only", "psk_" + kept.at("/id") + "_");
        strangers.put("an id", kept.at("/id"));
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private Answer made(String scopes, String account) {
        return operator.post("/v1/api-keys", "{'name': 'Key', 'scopes': [" + scopes + "], 'account': " + account + "}")
                .expect(201);
    }

    private Key key(Set<String> scopes, boolean bound) {
        Answer made = made("'" + String.join("', '", scopes) + "'", bound ? "'" + OWN + "'" : "null");
        return new Key(made.at("/id"), scopes, bound, service.client(made.at("/secret")));
    }

    static List<AccessMatrix.Row> rows() {
        return AccessMatrix.rows();
    }

    static Stream<AccessMatrix.Row> guarded() {
        return rows().stream().filter(row -> !row.open());
    }

    /** Rows in which there is something to be of one account or the other. */
    static Stream<AccessMatrix.Row> ofAccounts() {
        return rows().stream()
                .filter(row -> row.path().contains("{account}") || row.path().startsWith(ORDER));
    }

    private static String path(AccessMatrix.Row row, String account, String id) {
        return row.path()
                .replace(ORDER, "/v1/license-orders/" + account + ".order-000000001")
                .replace("{account}", account)
                .replace("{meter}", "m")
                .replace("{offering}", "o")
                .replace("{application}", "app")
                .replace("{name}", "not-found")
                .replaceAll("\\{[a-z]+}", id);
    }

    /** A request that is looked at no further once the key has been. */
    private static String probe(AccessMatrix.Row row, String account) {
        return path(row, account, "x") + "?nonsense=1";
    }

    private Answer send(ApiClient client, AccessMatrix.Row row, String path, String body) {
        return body.isEmpty()
                ? client.send(row.method(), path, "", Map.of())
                : client.sendJson(row.method(), path, body, Map.of());
    }

    @Test
    void every_route_is_in_the_table_once() {
        assertThat(rows().stream().map(AccessMatrix.Row::operation))
                .hasSizeGreaterThan(45)
                .containsExactlyInAnyOrderElementsOf(ApiContract.instance().operations());
    }

    @Test
    void a_row_that_names_an_account_binds_to_it() {
        assertThat(ofAccounts()).hasSizeGreaterThan(20).allMatch(row -> row.bound() == AccessMatrix.Bound.ITS_ACCOUNT);
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void strangers_are_told_nothing(AccessMatrix.Row row) {
        List<Answer> answers = strangers.values().stream()
                .map(key -> send(service.client(key), row, probe(row, FOREIGN), ""))
                .toList();
        for (Answer answer : answers) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(401);
            assertThat(answer.problem()).isEqualTo("unauthorized");
            assertThat(told(answer, "")).isEqualTo(told(answers.get(0), ""));
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void keys_are_for_what_the_table_says(AccessMatrix.Row row) {
        for (Key key : keys) {
            Answer answer = send(key.client(), row, probe(row, OWN), "");
            if (row.open()) {
                assertThat(answer.status()).isEqualTo(row.method().equals("GET") ? 200 : 415);
            } else if (row.admits(key.scopes(), key.bound())) {
                assertThat(answer.pointers()).as("%s: %s", key, answer.text()).containsExactly("/nonsense");
            } else {
                assertThat(answer.status()).as("%s: %s", key, answer.text()).isEqualTo(403);
                assertThat(answer.problem()).isEqualTo("forbidden");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ofAccounts")
    void another_account_does_not_exist(AccessMatrix.Row row) {
        long before = commit();
        List<String> bodies = new ArrayList<>(ApiContract.instance().bodies(row.operation()));
        bodies.addAll(List.of("", "{"));
        List<String> ids = row.path().contains("{id}")
                ? List.of("plan-000000001", "plan-000000002", "secret", "nothing", "%20")
                : List.of("");
        for (Key key : keys.stream().filter(Key::bound).toList()) {
            int expected = row.admits(key.scopes(), true) ? 404 : 403;
            for (String query : List.of("", "?meter=m", "?nonsense=1")) {
                for (String body : bodies) {
                    for (String id : ids) {
                        Answer foreign = send(key.client(), row, path(row, FOREIGN, id) + query, body);
                        Answer unknown = send(key.client(), row, path(row, NOBODY, id) + query, body);
                        assertThat(foreign.status()).isEqualTo(expected);
                        assertThat(told(foreign, FOREIGN)).isEqualTo(told(unknown, NOBODY));
                    }
                }
            }
        }
        assertThat(commit()).isEqualTo(before);
    }

    /** All that an answer tells but what is the request's own, without the id that was asked for. */
    private static String told(Answer answer, String account) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeAll(OF_THE_REQUEST);
        String all = answer.status() + "\n" + headers + "\n" + answer.text();
        return account.isEmpty() ? all : all.replace(account, "<account>");
    }

    private long commit() {
        return operator.get("/v1/accounts").commit();
    }

    @Test
    void what_only_another_account_has_is_not_there() {
        ApiClient bound = bound("admin").client();
        for (String path : List.of("/plans/plan-00000000X", "/usage/secreX", "/quota-alerts/X")) {
            String own = "/v1/accounts/" + OWN + path;
            String there = path.startsWith("/plans") ? "2" : path.startsWith("/usage") ? "t" : "m";
            Answer foreign = bound.get(own.replace("X", there)).expect(404);
            Answer unknown = bound.get(own.replace("X", "9")).expect(404);
            assertThat(told(foreign, there + "\\")).isEqualTo(told(unknown, "9\\"));
        }
    }

    private Key bound(String scope) {
        return keys.stream()
                .filter(key -> key.bound() && key.scopes().equals(Set.of(scope)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void usage_of_another_account_is_that_of_none() {
        long before = commit();
        ApiClient collector = bound("ingest").client();
        String own = ApiClient.record(OWN, "fresh", "m", "1", NOW);
        for (String record : List.of(
                ApiClient.record("ACCOUNT", "fresh", "m", "1", NOW),
                ApiClient.record("ACCOUNT", "secret", "m", "1", NOW),
                ApiClient.record("ACCOUNT", "secret", "m", "2", NOW),
                ApiClient.record("ACCOUNT", "fresh", "nowhere", "1.001", "2020-01-01T00:00:00Z"))) {
            for (String body : List.of(record, "[" + own + ", " + record + "]", "[" + record + ", 7]")) {
                Answer foreign = collector.post("/v1/usage", body.replace("ACCOUNT", FOREIGN));
                Answer unknown = collector.post("/v1/usage", body.replace("ACCOUNT", NOBODY));
                assertThat(foreign.expect(422).pointers()).anyMatch(pointer -> pointer.endsWith("/account"));
                assertThat(told(foreign, FOREIGN)).isEqualTo(told(unknown, NOBODY));
            }
        }
        assertThat(commit()).isEqualTo(before);
        Answer event = collector.sendJson(
                "POST",
                "/v1/usage",
                "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"s\", \"type\": \"m\", \"subject\": \""
                        + FOREIGN + "\", \"time\": \"" + NOW + "\", \"data\": {\"quantity\": 1}}",
                Map.of("Content-Type", "application/cloudevents+json"));
        assertThat(event.expect(422).pointers()).containsExactly("/subject");
    }

    @Test
    void a_bound_key_works_on_its_own_account() {
        ApiClient admin = bound("admin").client();
        ApiClient collector = bound("ingest").client();
        ApiClient reader = bound("read").client();
        admin.post("/v1/accounts/" + OWN + "/top-ups", "{'amount': '1.00'}").expect(201);
        collector.use(OWN, "of-its-own", "m", "1", NOW).expect(200);
        collector.get("/v1/accounts/" + OWN + "/access?meter=m").expect(200);
        collector.delete("/v1/accounts/" + OWN + "/usage/of-its-own").expect(403);
        reader.get("/v1/accounts/" + OWN + "/usage/of-its-own").expect(200);
        assertThat(reader.all("/v1/accounts", 1))
                .hasSize(1)
                .allMatch(row -> row.toString().contains(OWN));
        assertThat(reader.get("/v1/accounts?after=" + OWN).data()).isEmpty();
        assertThat(operator.all("/v1/accounts", 1)).hasSize(2);
        String foreignOrders = "/v1/license-orders?account=" + FOREIGN;
        assertThat(operator.get(foreignOrders).data()).hasSize(1);
        assertThat(reader.get(foreignOrders).data()).isEmpty();
        assertThat(reader.get("/v1/license-orders").data()).hasSize(1);
        assertThat(operator.get("/v1/license-orders").data()).hasSize(2);
    }

    @Test
    void a_key_is_shown_once() {
        Answer made = made("'read', 'ingest'", "'" + OWN + "'");
        assertThat(made.at("/secret")).startsWith("psk_" + made.at("/id") + "_");
        Answer list = operator.get("/v1/api-keys").expect(200);
        assertThat(list.data()).hasSizeGreaterThan(keys.size()).noneMatch(key -> key.has("secret"));
        assertThat(list.text())
                .contains(made.at("/id"))
                .doesNotContain(made.at("/secret").substring(21));
        assertThat(operator.get("/v1/events").text()).doesNotContain(made.at("/id"));
    }

    @Test
    void what_a_key_is_to_be_for_is_read_strictly() {
        for (String[] bad : new String[][] {
            {"{'scopes': ['read']}", "/name"},
            {"{'name': '', 'scopes': ['read']}", "/name"},
            {"{'name': 'k'}", "/scopes"},
            {"{'name': 'k', 'scopes': []}", "/scopes"},
            {"{'name': 'k', 'scopes': 'read'}", "/scopes"},
            {"{'name': 'k', 'scopes': ['write']}", "/scopes/0"},
            {"{'name': 'k', 'scopes': ['read', 'read']}", "/scopes/1"},
            {"{'name': 'k', 'scopes': ['read'], 'account': 7}", "/account"},
            {"{'name': 'k', 'scopes': ['read'], 'account': 'a b'}", "/account"},
            {"{'name': 'k', 'scopes': ['read'], 'account': 'nobody'}", "/account"},
            {"{'name': 'k', 'scopes': ['read'], 'secret': 's'}", "/secret"}
        }) {
            Answer answer = operator.post("/v1/api-keys", bad[0]).expect(422);
            assertThat(answer.pointers()).as(bad[0]).containsExactly(bad[1]);
        }
    }

    @Test
    void a_key_is_revoked_once_and_at_once() throws Exception {
        Answer made = made("'read'", "'" + OWN + "'");
        ApiClient reader = service.client(made.at("/secret"));
        String events = "/v1/accounts/" + OWN + "/events?limit=1000";
        String last = reader.get(events).expect(200).json().at("/data").findValuesAsText("sequence").stream()
                .reduce("", (a, b) -> b);
        var waiting = CompletableFuture.supplyAsync(() -> reader.get(events + "&wait=25&after=" + last));
        operator.delete("/v1/api-keys/" + made.at("/id")).expect(204);
        reader.get("/v1/accounts/" + OWN).expect(401);
        operator.post("/v1/accounts/" + OWN + "/top-ups", "{'amount': '1.00'}").expect(201);
        waiting.get(10, TimeUnit.SECONDS).expect(401);
        assertThat(operator.delete("/v1/api-keys/" + made.at("/id")).expect(404).problem())
                .isEqualTo("not-found");
        operator.delete("/v1/api-keys/none").expect(404);
    }

    @Test
    void head_is_as_get() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        for (AccessMatrix.Row row : rows()) {
            if (row.method().equals("GET")) {
                HttpRequest head = HttpRequest.newBuilder(URI.create(service.url() + path(row, OWN, "x")))
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build();
                assertThat(client.send(head, BodyHandlers.discarding()).statusCode())
                        .as(row.path())
                        .isEqualTo(row.open() ? 200 : 401);
            }
        }
    }

    @Test
    void keys_outlive_the_process() {
        Path database = folder.resolve("twice.db");
        String kept;
        String revoked;
        try (RunningService first = RunningService.sandbox(database, NOW)) {
            ApiClient admin = first.client();
            kept = admin.post("/v1/api-keys", "{'name': 'k', 'scopes': ['read']}")
                    .expect(201)
                    .at("/secret");
            Answer made = admin.post("/v1/api-keys", "{'name': 'k', 'scopes': ['read']}")
                    .expect(201);
            revoked = made.at("/secret");
            admin.delete("/v1/api-keys/" + made.at("/id")).expect(204);
        }
        try (RunningService second = RunningService.sandbox(database, NOW)) {
            second.client(kept).get("/v1/accounts").expect(200);
            second.client(revoked).get("/v1/accounts").expect(401);
        }
    }
}
