package dev.planstack.bootstrap.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.planstack.application.webhook.RetryPolicy;
import dev.planstack.bootstrap.serve.Receiver.Received;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks from end to end: a real service, real receivers that fail in the usual ways, the reference library to verify. */
class WebhooksTest {

    private static final String SECRET = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";
    private static final String OTHER_SECRET = "whsec_YWJjZGVmZ2hpamFiY2RlZmdoaWphYmNk";

    private static final RetryPolicy FAST = new RetryPolicy(
            List.of(Duration.ofMillis(1), Duration.ofMillis(20)), Duration.ofHours(1), Duration.ofDays(1));

    @TempDir
    Path folder;

    private Planstack planstack;

    private static WebhookConfig config(RetryPolicy retries) {
        return new WebhookConfig(true, Duration.ofSeconds(2), retries);
    }

    @BeforeEach
    void start() throws Exception {
        planstack = Planstack.start(folder, config(FAST));
    }

    @AfterEach
    void stop() {
        planstack.close();
    }

    private void restart(WebhookConfig config) throws Exception {
        planstack.close();
        planstack = Planstack.start(folder, config);
    }

    private static void verify(String secret, Received message) throws Exception {
        new Webhook(secret).verify(message.body(), message.headers());
    }

    @Test
    void events_arrive_in_order_and_signed() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            String secret =
                    planstack.putWebhook("w", receiver.url()).get("secret").asText();
            planstack.createAccount("a.1");
            planstack.createAccount("a_1");
            planstack.done("POST", "/v1/accounts/a.1/top-ups", "{'amount': '5'}");

            List<Received> messages = receiver.next(3);
            for (Received message : messages) {
                verify(secret, message);
                assertThat(message.headers().get("Content-type")).containsExactly("application/json");
            }
            assertThat(messages).extracting(Received::id).containsExactly("a~1_1", "a_1_1", "a~1_2");
            JsonNode body = Planstack.read(messages.get(2).body());
            assertThat(body.get("type").asText()).isEqualTo("balance.topped-up");
            assertThat(body.get("timestamp").asText()).isEqualTo("2026-01-01T00:00:00Z");
            assertThat(body.at("/data/account").asText()).isEqualTo("a.1");
            assertThat(body.at("/data/sequence").asInt()).isEqualTo(2);
            assertThat(body.at("/data/details/amount").asText()).isEqualTo("5.00");
            JsonNode seen = planstack.webhook("w", w -> w.get("pending").asInt() == 0);
            assertThat(seen.get("status").asText()).isEqualTo("active");
            assertThat(seen.has("secret")).isFalse();
        }
    }

    @Test
    void deliveries_get_no_commit_number() throws Exception {
        try (Receiver receiver = Receiver.answering(200)) {
            planstack.hook("w", receiver.url());
            planstack.createAccount("a");
            verifyDelivered("w");
            String before = planstack.webhook("w").get("cursor").asText();
            planstack.createAccount("b");
            JsonNode after =
                    planstack.webhook("w", w -> !w.get("cursor").asText().equals(before));
            assertThat(after.get("cursor").asText()).isEqualTo(nextCommit(before) + ".0");
        }
    }

    private static long nextCommit(String cursor) {
        return Long.parseLong(cursor.substring(0, cursor.indexOf('.'))) + 1;
    }

    private void verifyDelivered(String id) throws Exception {
        JsonNode unused = planstack.webhook(
                id, w -> w.get("pending").asInt() == 0 && w.get("failures").asInt() == 0);
    }

    @Test
    void what_fails_is_tried_again_with_the_same_id_and_nothing_overtakes_it() throws Exception {
        try (Receiver receiver = Receiver.answering(500, 503, 301, 200)) {
            planstack.hook("w", receiver.url());
            planstack.createAccount("a");
            planstack.createAccount("b");
            assertThat(receiver.next(5)).extracting(Received::id).containsExactly("a_1", "a_1", "a_1", "a_1", "b_1");
            verifyDelivered("w");
        }
    }

    @Test
    void gone_is_gone_until_it_is_replayed() throws Exception {
        try (Receiver receiver = Receiver.answering(410, 200)) {
            planstack.hook("w", receiver.url());
            planstack.createAccount("a");
            JsonNode gone = planstack.webhook("w", w -> w.get("status").asText().equals("disabled"));
            assertThat(gone.get("disabledReason").asText()).contains("410");
            planstack.createAccount("b");
            assertThat(planstack.webhook("w").get("pending").asInt())
                    .as("two accounts, and that it is set aside")
                    .isEqualTo(3);
            assertThat(receiver.next(1)).hasSize(1);
            assertThat(receiver.waiting()).isZero();

            Planstack.Answer replay =
                    planstack.call("POST", "/v1/webhooks/w/replays", "{'from': '2026-01-01T00:00:00Z'}");
            assertThat(replay.status()).isEqualTo(200);
            assertThat(receiver.next(3)).extracting(Received::id).containsExactly("a_1", "_1", "b_1");
            verifyDelivered("w");
        }
    }

    @Test
    void a_dead_endpoint_is_set_aside_and_a_put_enables_it() throws Exception {
        restart(config(new RetryPolicy(List.of(Duration.ofMillis(1)), Duration.ofMillis(50), Duration.ZERO)));
        try (Receiver receiver = Receiver.answering(500)) {
            planstack.hook("w", receiver.url());
            planstack.createAccount("a");
            JsonNode dead = planstack.webhook("w", w -> w.get("status").asText().equals("disabled"));
            assertThat(dead.get("lastError").asText()).isEqualTo("answered 500");
            receiver.answer(Receiver.statuses(200));
            JsonNode enabled = planstack.putWebhook("w", receiver.url());
            assertThat(enabled.has("secret")).isFalse();
            verifyDelivered("w");
        }
    }

    @Test
    void that_an_endpoint_is_set_aside_is_an_event_of_the_operator() throws Exception {
        try (Receiver gone = Receiver.answering(410);
                Receiver watching = Receiver.answering(200)) {
            planstack.done("PUT", "/v1/webhooks/gone", "{'url': '" + gone.url() + "', 'types': ['account.created']}");
            String secret =
                    planstack.putWebhook("all", watching.url()).get("secret").asText();
            planstack.done(
                    "PUT", "/v1/webhooks/some", "{'url': '" + watching.url() + "', 'types': ['webhook.disabled']}");
            String place = planstack.webhook("gone").get("cursor").asText();
            planstack.createAccount("a");
            planstack.createAccount("b");
            JsonNode disabled =
                    planstack.webhook("gone", w -> w.get("status").asText().equals("disabled"));

            List<Received> messages = watching.next(4);
            assertThat(messages).extracting(Received::id).containsExactlyInAnyOrder("a_1", "b_1", "_1", "_1");
            Received told = messages.stream()
                    .filter(m -> m.id().equals("_1"))
                    .findFirst()
                    .orElseThrow();
            verify(
                    secret,
                    messages.stream()
                            .filter(m -> m.id().equals("a_1"))
                            .findFirst()
                            .orElseThrow());
            JsonNode body = Planstack.read(told.body());
            assertThat(body.get("type").asText()).isEqualTo("webhook.disabled");
            assertThat(body.get("timestamp").asText()).isEqualTo("2026-01-01T00:00:00Z");
            assertThat(body.at("/data/account").isNull()).isTrue();
            assertThat(body.at("/data/sequence").asInt()).isEqualTo(1);
            JsonNode details = body.at("/data/details");
            assertThat(details.get("webhook").asText()).isEqualTo("gone");
            assertThat(details.get("reason")).isEqualTo(disabled.get("disabledReason"));
            assertThat(details.get("lastError").asText()).isEqualTo("answered 410");
            assertThat(Instant.parse(details.get("failingSince").asText())).isBeforeOrEqualTo(Instant.now());
            assertThat(details.get("cursor").asText()).isEqualTo(place);

            gone.answer(Receiver.statuses(200));
            planstack.done(
                    "POST",
                    details.get("href").asText(),
                    "{'from': '" + details.get("cursor").asText() + "'}");
            assertThat(gone.next(3)).extracting(Received::id).containsExactly("a_1", "a_1", "b_1");
            verifyDelivered("gone");
            assertThat(planstack.webhook("gone").get("status").asText()).isEqualTo("active");
        }
    }

    @Test
    void endpoints_that_are_set_aside_set_off_no_others() throws Exception {
        try (Receiver gone = Receiver.answering(410)) {
            planstack.hook("v", gone.url());
            planstack.hook("w", gone.url());
            planstack.createAccount("a");
            planstack.hook("x", gone.url());
            for (String id : List.of("v", "w")) {
                JsonNode unused =
                        planstack.webhook(id, w -> w.get("status").asText().equals("disabled"));
            }
            planstack.createAccount("b");
            JsonNode last = planstack.webhook("x", w -> w.get("status").asText().equals("disabled"));
            assertThat(last.get("disabledReason").asText()).contains("410");
            List<JsonNode> events = planstack.client().all("/v1/events?type=webhook.disabled", 2);
            assertThat(events).hasSize(3);
            for (int i = 0; i < 3; i++) {
                assertThat(events.get(i).get("account").isNull()).isTrue();
                assertThat(events.get(i).get("sequence").asInt()).isEqualTo(i + 1);
            }
            assertThat(gone.next(3)).hasSize(3);
            assertThat(gone.waiting()).as("one attempt each").isZero();
            restart(config(FAST));
            assertThat(planstack.webhook("x").get("status").asText()).isEqualTo("disabled");
            assertThat(planstack.client().all("/v1/events?type=webhook.disabled", 2))
                    .isEqualTo(events);
        }
    }

    @Test
    void a_receiver_may_ask_to_be_left_alone() throws Exception {
        try (Receiver receiver = Receiver.on(0, (exchange, attempt) -> {
            exchange.getResponseHeaders().add("Retry-After", "3600");
            exchange.sendResponseHeaders(503, -1);
        })) {
            planstack.hook("w", receiver.url());
            Instant before = Instant.now();
            planstack.createAccount("a");
            JsonNode seen = planstack.webhook("w", w -> w.get("failures").asInt() == 1);
            assertThat(Instant.parse(seen.get("nextAttemptAt").asText()))
                    .isBetween(before.plusSeconds(3600), Instant.now().plusSeconds(3600));
            assertThat(seen.get("status").asText()).isEqualTo("failing");
        }
    }

    @Test
    void redirects_are_not_followed() throws Exception {
        try (Receiver inside = Receiver.answering(200);
                Receiver receiver = Receiver.on(0, (exchange, attempt) -> {
                    exchange.getResponseHeaders().add("Location", inside.url());
                    exchange.sendResponseHeaders(307, -1);
                })) {
            planstack.hook("w", receiver.url());
            planstack.createAccount("a");
            JsonNode seen = planstack.webhook("w", w -> w.get("failures").asInt() >= 2);
            assertThat(seen.get("lastError").asText()).isEqualTo("answered 307");
            assertThat(inside.waiting()).isZero();
        }
    }

    @Test
    void a_slow_receiver_delays_no_other() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (Receiver slow = Receiver.on(0, (exchange, attempt) -> over.await());
                Receiver fast = Receiver.answering(200)) {
            planstack.hook("slow", slow.url());
            planstack.hook("fast", fast.url());
            planstack.createAccount("a");
            assertThat(slow.next().id()).isEqualTo("a_1");
            for (int i = 0; i < 20; i++) {
                planstack.createAccount("b" + i);
            }
            assertThat(fast.next(21)).hasSize(21);
            assertThat(slow.waiting()).as("still on its first attempt").isZero();
            JsonNode seen = planstack.webhook("slow", w -> w.get("failures").asInt() >= 1);
            assertThat(seen.get("lastError").asText()).isEqualTo("no answer within PT2S");
            over.countDown();
        }
    }

    @Test
    void a_huge_answer_is_not_read_to_its_end() throws Exception {
        byte[] chunk = new byte[1 << 16];
        try (Receiver receiver = Receiver.on(0, (exchange, attempt) -> {
            exchange.sendResponseHeaders(200, 1L << 40);
            while (!Thread.currentThread().isInterrupted()) {
                exchange.getResponseBody().write(chunk);
            }
        })) {
            planstack.hook("w", receiver.url());
            planstack.createAccount("a");
            verifyDelivered("w");
            assertThat(receiver.next(1)).hasSize(1);
        }
    }

    @Test
    void a_receiver_that_was_down_gets_everything_once_it_is_up() throws Exception {
        Receiver first = Receiver.answering(200);
        int port = first.port();
        String url = first.url();
        first.close();
        planstack.hook("w", url);
        planstack.createAccount("a");
        planstack.createAccount("b");
        JsonNode unused = planstack.webhook("w", w -> w.get("failures").asInt() >= 2);
        try (Receiver second = Receiver.on(port, Receiver.statuses(200))) {
            assertThat(second.next(2)).extracting(Received::id).containsExactly("a_1", "b_1");
            verifyDelivered("w");
        }
    }

    @Test
    void what_was_sent_but_not_marked_is_sent_again_after_a_restart() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (Receiver receiver = Receiver.on(0, (exchange, attempt) -> never.await())) {
            planstack.hook("w", receiver.url());
            planstack.createAccount("a");
            Received sent = receiver.next();
            receiver.answer(Receiver.statuses(200));
            restart(config(FAST));
            Received again = receiver.next();
            assertThat(again.id()).isEqualTo(sent.id());
            assertThat(again.body()).isEqualTo(sent.body());
            verifyDelivered("w");
            restart(config(FAST));
            planstack.createAccount("b");
            assertThat(receiver.next().id())
                    .as("what was marked is not sent again")
                    .isEqualTo("b_1");
        }
    }

    @Test
    void both_secrets_verify_after_a_rotation() throws Exception {
        try (Receiver receiver = Receiver.answering(200)) {
            String put = "{'url': '" + receiver.url() + "', 'secret': '";
            Planstack.Answer created = planstack.call("PUT", "/v1/webhooks/w", put + SECRET + "'}");
            assertThat(created.status()).isEqualTo(201);
            Planstack.Answer rotated = planstack.call("PUT", "/v1/webhooks/w", put + OTHER_SECRET + "'}");
            assertThat(rotated.status()).isEqualTo(200);
            assertThat(rotated.body().get("secret").asText()).isEqualTo(OTHER_SECRET);
            planstack.createAccount("a");
            Received message = receiver.next();
            verify(SECRET, message);
            verify(OTHER_SECRET, message);
            assertThatThrownBy(() -> verify("whsec_" + "A".repeat(32), message))
                    .isInstanceOf(WebhookVerificationException.class);
        }
    }

    @Test
    void only_the_types_asked_for_are_told() throws Exception {
        try (Receiver receiver = Receiver.answering(200)) {
            planstack.done(
                    "PUT", "/v1/webhooks/w", "{'url': '" + receiver.url() + "', 'types': ['balance.topped-up']}");
            planstack.createAccount("a");
            planstack.done("POST", "/v1/accounts/a/top-ups", "{'amount': '5'}");
            assertThat(receiver.next().id()).isEqualTo("a_2");
            verifyDelivered("w");
            assertThat(receiver.waiting()).isZero();
        }
    }

    @Test
    void what_cannot_be_is_refused_with_its_pointer() throws Exception {
        restart(WebhookConfig.standard(false));
        assertRefused("{'url': 'http://example.com/'}", "/url");
        assertRefused("{'url': 'https://127.0.0.1/'}", "/url");
        assertRefused("{'url': 'https://[::1]/'}", "/url");
        assertRefused("{'url': 'https://169.254.169.254/latest'}", "/url");
        assertRefused("{'url': 'https://user@example.com/'}", "/url");
        assertRefused("{'url': 'nonsense'}", "/url");
        assertRefused("{'url': 'https://example.com/', 'types': ['no.such']}", "/types/0");
        assertRefused("{'url': 'https://example.com/', 'types': []}", "/types");
        assertRefused("{'url': 'https://example.com/', 'secret': 'whsec_c2hvcnQ='}", "/secret");
        assertThat(planstack.webhook("w").get("status").asInt()).isEqualTo(404);
        assertThat(planstack.call("DELETE", "/v1/webhooks/w", "").status()).isEqualTo(404);
        assertThat(planstack
                        .call("POST", "/v1/webhooks/w/replays", "{'from': '1.0'}")
                        .status())
                .isEqualTo(404);
    }

    private void assertRefused(String body, String pointer) throws Exception {
        Planstack.Answer answer = planstack.call("PUT", "/v1/webhooks/w", body);
        assertThat(answer.status()).as(body).isEqualTo(422);
        assertThat(answer.body().at("/errors/0/pointer").asText()).isEqualTo(pointer);
    }

    @Test
    void a_name_that_leads_inside_is_not_dialled() throws Exception {
        restart(new WebhookConfig(false, Duration.ofSeconds(2), FAST));
        planstack.hook("w", "https://localhost:1/");
        planstack.createAccount("a");
        JsonNode seen = planstack.webhook("w", w -> w.get("failures").asInt() >= 1);
        assertThat(seen.get("lastError").asText()).contains("outside of the public internet");
    }

    @Test
    void a_webhook_that_was_taken_away_gets_nothing_more() throws Exception {
        try (Receiver receiver = Receiver.answering(200)) {
            planstack.hook("w", receiver.url());
            planstack.hook("x", receiver.url());
            assertThat(planstack.call("DELETE", "/v1/webhooks/w", "").status()).isEqualTo(204);
            planstack.createAccount("a");
            verifyDelivered("x");
            assertThat(receiver.waiting()).isEqualTo(1);
            assertThat(planstack.call("GET", "/v1/webhooks", "").body().get("data"))
                    .hasSize(1);
        }
    }
}
