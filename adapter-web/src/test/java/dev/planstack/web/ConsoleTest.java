package dev.planstack.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console's files, and who a request with its cookie is from. */
class ConsoleTest {

    private static final String SESSION = "/console/session";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(true);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/console/main.js", "/console/pages/accounts.js"})
    void filesThatAreKnownAlreadyAreNotSentAgain(String path) {
        HttpResponse<String> first = server.send("GET", path, "");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");
        HttpResponse<String> again = server.send("GET", path, "", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(server.send("GET", path, "", "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/none.js",
                "/console/index.html",
                "/console/..%2Fopenapi%2Fopenapi.yaml",
                "/console/pages/..%2Fmain.js",
                "/console/pages%2Faccounts.js",
                "/console/pages/"
            })
    void nothingElseIsServed(String path) {
        assertThat(server.send("GET", path, "").statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> signIn(String... headers) {
        String[] all = java.util.stream.Stream.concat(
                        List.of("Content-Type", "application/json").stream(), List.of(headers).stream())
                .toArray(String[]::new);
        return server.send("POST", SESSION, "{\"key\": \"" + TestServer.KEY + "\"}", all);
    }

    private static String cookie() {
        return signIn().headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    }

    @Test
    void theCookieIsForTheBrowserAlone() {
        String plain = signIn("Origin", "http://127.0.0.1")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        assertThat(plain)
                .contains("; HttpOnly", "; SameSite=Strict", "; Path=/")
                .doesNotContain("Secure");
        String tls = signIn("Origin", "https://planstack.example")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        assertThat(tls).endsWith("; Secure");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, Sec-Fetch-Site, same-origin, 200",
        "GET, Sec-Fetch-Site, cross-site, 403",
        "GET, Sec-Fetch-Site, same-site, 403",
        "GET, Sec-Fetch-Site, none, 403",
        "GET, X-Any, none, 200",
        "DELETE, Sec-Fetch-Site, cross-site, 403",
        "DELETE, X-Any, none, 403",
        "DELETE, Origin, http://elsewhere.example, 403",
        "DELETE, Origin, null, 403",
        "DELETE, Sec-Fetch-Site, same-origin, 204"
    })
    void theCookieIsForTheServicesOwnPages(String method, String header, String value, int status) {
        assertThat(server.send(method, SESSION, "", "Cookie", cookie(), header, value)
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void aPageOverPlainHttpNamesItsOrigin() {
        assertThat(server.send("DELETE", SESSION, "", "Cookie", cookie(), "Origin", "http://127.0.0.1:" + server.port())
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void aKeyThatIsSentCountsAndNotTheCookie() {
        assertThat(server.send("GET", SESSION, "", "Cookie", cookie(), "Authorization", "Bearer none")
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.call("GET", SESSION, "", "Cookie", "planstack-session=none", "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoIsSignedOutIsNobody() {
        String cookie = cookie();
        assertThat(server.send("GET", SESSION, "", "Cookie", cookie).body())
                .isEqualTo("{\"scopes\":[\"admin\"],\"account\":null,\"sandbox\":true,\"zone\":\"UTC\"}");
        HttpResponse<String> out =
                server.send("DELETE", SESSION, "", "Cookie", "other=1; " + cookie, "Sec-Fetch-Site", "same-origin");
        assertThat(out.headers().firstValue("Set-Cookie").orElseThrow()).contains("planstack-session=;", "Max-Age=0");
        assertThat(server.send("GET", SESSION, "", "Cookie", cookie).statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"'{}'", "'{\"key\": \" \"}'", "'{\"key\": \"wrong\"}'", "'{\"key\": 7}'"})
    void aKeyThatIsNoneIsToldAtItsField(String body) {
        HttpResponse<String> answer = server.send("POST", SESSION, body, "Content-Type", "application/json");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"pointer\":\"/key\"");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }
}
