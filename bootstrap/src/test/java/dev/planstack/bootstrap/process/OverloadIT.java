package dev.planstack.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.bootstrap.api.ApiClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process with little memory that is asked for more than it can do. */
class OverloadIT {

    private static final String NOW = "2026-01-10T12:00:00Z";

    @TempDir
    static Path folder;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    private PlanstackProcess process;
    private String url;
    private ApiClient client;

    @BeforeEach
    void start() {
        process =
                PlanstackProcess.sandbox(folder, "--clock", NOW, "--database", "overload-" + System.nanoTime() + ".db");
        url = process.url();
        client = process.client();
        client.meter("m", "GB", 2, "0.04");
        client.account("a", "0");
    }

    @AfterEach
    void stop() {
        process.close();
    }

    @Test
    void large_bodies_at_once_take_no_more_memory_than_there_is() throws Exception {
        String start = "[" + ApiClient.record("a", "x", "m", "1", NOW) + ",";
        List<String> bodies = List.of(
                start + "[],".repeat(300_000) + "[]]",
                start + " ".repeat(15 << 20) + "7]",
                start + "\"" + "y".repeat(30_000) + "\"," + ("\"" + "y".repeat(30_000) + "\",").repeat(500) + "7]");
        Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();
        AtomicInteger next = new AtomicInteger();
        together(40, () -> {
            for (int i = 0; i < 3; i++) {
                int status = post(bodies.get(next.getAndIncrement() % bodies.size()));
                statuses.merge(status, 1, Integer::sum);
            }
        });
        assertThat(statuses.keySet())
                .as(() -> process.output())
                .isSubsetOf(413, 422, 503)
                .contains(503);
        assertThat(statuses.keySet()).as("some were read").containsAnyOf(413, 422);
        client.use("a", "afterwards", "m", "1", NOW).expect(200);
    }

    private int post(String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/v1/usage?results=none"))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + PlanstackProcess.KEY)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == 503) {
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            }
            return answer.statusCode();
        } catch (IOException e) {
            // refused and closed while the body was still being sent
            return 503;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void together(int count, Runnable work) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(count);
        AtomicInteger failed = new AtomicInteger();
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(() -> {
                try {
                    work.run();
                } catch (RuntimeException | AssertionError e) {
                    failed.incrementAndGet();
                } finally {
                    done.countDown();
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
        done.await();
        assertThat(failed).hasValue(0);
    }
}
