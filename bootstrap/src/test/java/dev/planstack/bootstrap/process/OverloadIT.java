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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process with little memory that is asked for more than it can do. {@code -Dplanstack.overload.seconds=} makes the rounds longer. */
class OverloadIT {

    private static final String NOW = "2026-01-10T12:00:00Z";
    private static final int SECONDS = Integer.getInteger("planstack.overload.seconds", 5);

    /** Another process may take the machine away for a round. */
    private static final int ROUNDS = 3;

    private static final int RECORDS = 2_000;
    private static final int CALM_SENDERS = 4;
    private static final int WILD_SENDERS = 64;
    private static final int TIMES = 5;

    @TempDir
    static Path folder;

    private final AtomicInteger batches = new AtomicInteger();
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

    /** How many records were accepted a second, and how many batches were answered with which status. */
    private record Load(double accepted, Map<Integer, Integer> statuses) {}

    @Test
    void at_five_times_the_capacity_as_much_is_done_as_before() throws Exception {
        Load unused = load(CALM_SENDERS, 0);
        List<String> rounds = new ArrayList<>();
        double best = 0;
        for (int i = 0; i < ROUNDS && best < 0.8; i++) {
            Load peak = load(CALM_SENDERS, 0);
            Load overload = load(WILD_SENDERS, TIMES * peak.accepted() / RECORDS);
            best = Math.max(best, overload.accepted() / peak.accepted());
            rounds.add(String.format(
                    Locale.ROOT,
                    "capacity %.0f records/s; at %d times of it %.0f records/s, %.0f %%, by status %s",
                    peak.accepted(),
                    TIMES,
                    overload.accepted(),
                    100 * overload.accepted() / peak.accepted(),
                    overload.statuses()));
            assertThat(overload.statuses().keySet()).isSubsetOf(200, 503);
        }
        System.out.println(String.join("\n", rounds));
        assertThat(best).as(String.join("\n", rounds)).isGreaterThanOrEqualTo(0.8);
        long begun = System.nanoTime();
        client.use("a", "afterwards", "m", "1", NOW).expect(200);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
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

    /**
     * Sends batches, as many a second as told, or as fast as they are answered. A batch that was refused is sent again, as clients do;
     * so the senders, who share the machine with the service, have no more to write than what is accepted.
     */
    private Load load(int senders, double batchesPerSecond) throws InterruptedException {
        long begun = System.nanoTime();
        long end = begun + Duration.ofSeconds(SECONDS).toNanos();
        long interval = batchesPerSecond == 0 ? 0 : (long) (1e9 / batchesPerSecond);
        AtomicLong slots = new AtomicLong();
        Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();
        together(senders, () -> {
            String next = batch();
            for (long at = begun; at < end; at = begun + slots.getAndIncrement() * interval) {
                for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                if (System.nanoTime() >= end) {
                    break;
                }
                int status = post(next);
                statuses.merge(status, 1, Integer::sum);
                next = status == 200 ? batch() : next;
            }
        });
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Load(statuses.getOrDefault(200, 0) * RECORDS / seconds, statuses);
    }

    private String batch() {
        int batch = batches.incrementAndGet();
        return IntStream.range(0, RECORDS)
                .mapToObj(i -> ApiClient.record("a", batch + "-" + i, "m", "1", NOW))
                .collect(Collectors.joining(",", "[", "]"));
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
