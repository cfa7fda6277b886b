package dev.planstack.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.planstack.bootstrap.api.ApiClient;
import dev.planstack.bootstrap.serve.Receiver;
import dev.planstack.bootstrap.serve.Receiver.Received;
import dev.planstack.testing.TestCertificate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks of a process that is killed, and of one that is told whom to trust. */
class WebhookIT {

    private static final List<String> ACCOUNTS = List.of("a", "b", "c");
    private static final int KILLS = 4;
    private static final int EVENTS_A_ROUND = 6;

    @TempDir
    Path folder;

    private PlanstackProcess sandbox() {
        return PlanstackProcess.sandbox(folder, "--database", "t.db", "--webhooks-allow-private");
    }

    private static void makeEvents(ApiClient client) {
        for (int i = 0; i < EVENTS_A_ROUND; i++) {
            client.post("/v1/accounts/" + ACCOUNTS.get(i % ACCOUNTS.size()) + "/top-ups", "{'amount': '1'}")
                    .expect(201);
        }
    }

    /** Says so many times that a message was received; from the next on it takes messages and never answers. */
    private static Receiver.Answering silentAfter(int answers) {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger taken = new AtomicInteger();
        return (exchange, attempt) -> {
            if (taken.getAndIncrement() >= answers) {
                never.await();
            }
            exchange.sendResponseHeaders(200, -1);
        };
    }

    @Test
    void e1_killed_between_sending_and_marking_it_tells_every_event_in_order() throws Exception {
        SplittableRandom random = new SplittableRandom(20260110);
        List<String> arrived = new ArrayList<>();
        List<String> unmarked = new ArrayList<>();
        PlanstackProcess service = sandbox();
        try (Receiver receiver = Receiver.answering(200)) {
            service.client()
                    .put("/v1/webhooks/w", "{'url': '" + receiver.url() + "'}")
                    .expect(201);
            for (String account : ACCOUNTS) {
                service.client().account(account, "0");
            }
            receiver.next(ACCOUNTS.size()).forEach(message -> arrived.add(message.id()));

            for (int round = 0; round < KILLS; round++) {
                int answers = random.nextInt(EVENTS_A_ROUND);
                receiver.answer(silentAfter(answers));
                makeEvents(service.client());
                List<Received> before = receiver.next(answers + 1);
                service.kill();
                receiver.answer(Receiver.statuses(200));
                Received last = before.get(answers);
                before.forEach(message -> arrived.add(message.id()));
                unmarked.add(last.id());

                service = sandbox();
                List<Received> after = receiver.next(EVENTS_A_ROUND - answers);
                assertThat(after.get(0).id()).as("received, but not marked").isEqualTo(last.id());
                assertThat(after.get(0).body()).isEqualTo(last.body());
                after.forEach(message -> arrived.add(message.id()));
            }

            List<JsonNode> feed = service.client().all("/v1/events", 1_000);
            for (String account : ACCOUNTS) {
                List<Long> sequences = feed.stream()
                        .filter(event -> event.get("account").asText().equals(account))
                        .map(event -> event.get("sequence").asLong())
                        .toList();
                assertThat(sequences)
                        .containsExactlyElementsOf(LongStream.rangeClosed(1, 1 + KILLS * EVENTS_A_ROUND / 3)
                                .boxed()
                                .toList());
            }
            List<String> told = feed.stream()
                    .map(event -> event.get("account").asText() + "_" + event.get("sequence"))
                    .toList();
            assertThat(arrived.stream().distinct()).containsExactlyElementsOf(told);
            Map<String, Long> times = arrived.stream().collect(Collectors.groupingBy(id -> id, Collectors.counting()));
            assertThat(told.stream().filter(id -> times.get(id) == 2)).containsExactlyElementsOf(unmarked);
            assertThat(receiver.waiting()).isZero();
        } finally {
            service.close();
        }
    }

    @Test
    void a_trust_store_says_whose_certificates_are_good() throws Exception {
        TestCertificate certificate = TestCertificate.of(folder, "localhost");
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        HttpsServer receiver = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setHttpsConfigurator(new HttpsConfigurator(certificate.serving()));
        receiver.createContext("/", exchange -> {
            received.add(exchange.getRequestHeaders().getFirst("webhook-id"));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        try {
            String url = "https://localhost:" + receiver.getAddress().getPort() + "/";
            try (PlanstackProcess service = sandbox()) {
                ApiClient client = service.client();
                client.put("/v1/webhooks/w", "{'url': '" + url + "'}").expect(201);
                client.account("a", "0");
                String error = client.get("/v1/webhooks/w").at("/lastError");
                while (error == null) {
                    Thread.onSpinWait();
                    error = client.get("/v1/webhooks/w").at("/lastError");
                }
                assertThat(error).startsWith("TLS: ").contains("no authority that is trusted");
                service.kill();
            }
            assertThat(received).isEmpty();

            String trust = "-Djavax.net.ssl.trustStore=" + certificate.trustStore()
                    + " -Djavax.net.ssl.trustStorePassword=" + TestCertificate.PASSWORD;
            try (PlanstackProcess service = PlanstackProcess.start(
                    folder,
                    Map.of("PLANSTACK_ADMIN_KEY", PlanstackProcess.KEY, "JAVA_TOOL_OPTIONS", trust),
                    "serve",
                    "--sandbox",
                    "--database",
                    "t.db",
                    "--webhooks-allow-private",
                    "--port",
                    "" + PlanstackProcess.freePort())) {
                service.client().put("/v1/webhooks/w", "{'url': '" + url + "'}").expect(200);
                assertThat(received.poll(60, TimeUnit.SECONDS)).isEqualTo("a_1");
            }
        } finally {
            receiver.stop(0);
        }
    }
}
