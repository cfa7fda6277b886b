package dev.planstack.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Requests have ids, in answers and in what is logged; keys and paths from outside are logged nowhere. */
class RequestIdTest {

    private static String id(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Request-Id").orElseThrow();
    }

    @Test
    void aHarmlessIdIsAnsweredBack() {
        try (TestServer server = new TestServer(false)) {
            for (String path : List.of("/health/live", "/v1/meters", "/nowhere")) {
                assertThat(id(server.send("GET", path, "", "X-Request-Id", "a.B_9-")))
                        .isEqualTo("a.B_9-");
            }
            assertThat(id(server.send("GET", "/", ""))).isNotEqualTo(id(server.send("GET", "/", "")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "<x>", "a;b", "12345678901234567890123456789012345678901234567890123456789012345"})
    void anotherIdIsReplaced(String hostile) {
        try (TestServer server = new TestServer(false)) {
            assertThat(id(server.send("GET", "/health/live", "", "X-Request-Id", hostile)))
                    .isNotEqualTo(hostile)
                    .matches("[a-z0-9]+-[a-z0-9]+");
        }
    }

    @Test
    void linesCarryTheIdAndNoSecrets() {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.planstack");
        ListAppender<ILoggingEvent> lines = new ListAppender<>() {
            @Override
            protected void append(ILoggingEvent event) {
                event.prepareForDeferredProcessing();
                super.append(event);
            }
        };
        lines.start();
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        logger.addAppender(lines);
        try (TestServer server = new TestServer(false)) {
            String[] id = {"X-Request-Id", "mine"};
            assertThat(server.call("GET", "/v1/nothing/secret-path", "", id).statusCode())
                    .isEqualTo(404);
            assertThat(server.call("GET", "/openapi.json", "", id).statusCode()).isEqualTo(200);
            // no service is behind it
            assertThat(server.call("GET", "/v1/meters", "", id).statusCode()).isEqualTo(500);
            assertThat(server.send("GET", "/v1/meters", "", "Authorization", "Bearer secret-wrong", id[0], id[1])
                            .statusCode())
                    .isEqualTo(401);
        } finally {
            logger.detachAppender(lines);
            logger.setAdditive(true);
            logger.setLevel(null);
        }
        List<ILoggingEvent> events = new ArrayList<>(lines.list);
        assertThat(events)
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(e -> assertThat(e.getMDCPropertyMap()).containsEntry("request", "mine"))
                .noneMatch(e -> e.getFormattedMessage().contains(TestServer.KEY))
                .noneMatch(e -> e.getFormattedMessage().contains("secret"))
                .anyMatch(e -> e.getLevel() == Level.ERROR);
    }
}
