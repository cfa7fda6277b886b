package dev.planstack.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.planstack.web.shared.ProblemType;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is there without a key. */
class PagesTest {

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
    @CsvSource({
        "/, text/html",
        "/docs, text/html",
        "/openapi.json, application/json",
        "/health/live, application/json",
        "/health/ready, application/json",
        "/console/main.js, text/javascript",
        "/console/pages/accounts.js, text/javascript",
        "/console/console.css, text/css",
        "/assets/planstack.css, text/css",
        "/assets/docs.js, text/javascript",
        "/assets/icon.svg, image/svg+xml",
        "/assets/swagger-ui.css, text/css",
        "/assets/swagger-ui-bundle.js, text/javascript"
    })
    void someThingsNeedNoKey(String path, String type) {
        HttpResponse<String> answer = server.send("GET", path, "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
        HttpResponse<String> head = server.send("HEAD", path, "");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyProblemHasAPage(ProblemType type) {
        HttpResponse<String> page = server.send("GET", "/problems/" + type.code(), "");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(type.code(), "What it means", "What to do")
                .doesNotContain("{{");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/docs", "/problems/not-found"})
    void pagesLoadNothingFromElsewhere(String path) {
        HttpResponse<String> page = server.send("GET", path, "");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.body())
                .doesNotContainPattern("(src|href)=\"(https?:|//)")
                .doesNotContain("<style", " style=");
    }

    @Test
    void publishesTheDocument() throws JsonProcessingException {
        JsonNode document = new ObjectMapper()
                .readTree(server.send("GET", "/openapi.json", "").body());
        assertThat(document.get("openapi").asText()).startsWith("3.1");
        assertThat(document.get("paths").has("/v1/usage")).isTrue();
    }
}
