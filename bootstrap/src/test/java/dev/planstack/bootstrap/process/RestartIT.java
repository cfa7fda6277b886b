package dev.planstack.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.planstack.bootstrap.api.Answer;
import dev.planstack.bootstrap.api.ApiClient;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after every end of the process, once. */
class RestartIT {

    private static final String NOON = "2026-01-10T12:00:00Z";
    private static final int CLIENTS = 8;

    @TempDir
    Path folder;

    private static void fill(ApiClient client) {
        client.meter("m", "GB", 0, "1");
        client.offering("plan", "m", "500", "P1M", "1.00");
        client.account("a", "10.00");
        client.buy("a", "plan");
    }

    private PlanstackProcess sandbox(String... more) {
        String[] arguments = new String[more.length + 4];
        System.arraycopy(new String[] {"--database", "t.db", "--clock", NOON}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return PlanstackProcess.sandbox(folder, arguments);
    }

    /** Clients that send records of 1 GB, each again and again until it is acknowledged. */
    private static final class Load {

        final Set<String> acknowledged = new ConcurrentSkipListSet<>();
        private final AtomicReference<ApiClient> service = new AtomicReference<>();
        private final AtomicBoolean stop = new AtomicBoolean();
        private final AtomicInteger next = new AtomicInteger();
        private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        private final CountDownLatch done = new CountDownLatch(CLIENTS);
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Load(ApiClient client) {
            service.set(client);
            for (int i = 0; i < CLIENTS; i++) {
                threads.execute(this::send);
            }
        }

        private void send() {
            try {
                while (!stop.get()) {
                    String id = "r" + next.getAndIncrement();
                    while (!tried(id) && !stop.get()) {
                        Thread.onSpinWait();
                    }
                }
            } catch (Throwable e) {
                failure.set(e);
            } finally {
                done.countDown();
            }
        }

        private boolean tried(String id) {
            try {
                Answer answer = service.get()
                        .sendOrFail(
                                "POST",
                                "/v1/usage",
                                ApiClient.record("a", id, "m", "1", NOON),
                                Map.of("Content-Type", "application/json"));
                if (answer.status() == 503) {
                    return false;
                }
                answer.expect(200);
                acknowledged.add(id);
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        void awaitAcknowledged(int more) {
            int wanted = acknowledged.size() + more;
            while (acknowledged.size() < wanted && failure.get() == null) {
                Thread.onSpinWait();
            }
        }

        void end() throws InterruptedException {
            stop.set(true);
            assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
            threads.shutdownNow();
            assertThat(failure.get()).isNull();
        }
    }

    private static void everyAcknowledgedRecordIsThereOnce(ApiClient client, Load load) {
        for (String id : load.acknowledged) {
            Answer again = client.use("a", id, "m", "1", NOON).expect(200);
            assertThat(again.at("/duplicates")).as(id).isEqualTo("1");
        }
        // records that were kept although no answer came may be there as well, once each
        int kept = 0;
        for (int i = 0; i < load.next.get(); i++) {
            kept += client.get("/v1/accounts/a/usage/r" + i).expect(200, 404).status() == 200 ? 1 : 0;
        }
        BigDecimal used = sum(client, "/v1/accounts/a/usage", "quantity");
        BigDecimal deducted = sum(client, "/v1/accounts/a/deductions", "planUnits");
        BigDecimal remaining =
                new BigDecimal(client.get("/v1/accounts/a/plans/plan-000000001").at("/remaining"));
        assertThat(kept).isBetween(load.acknowledged.size(), load.next.get());
        assertThat(used).isEqualByComparingTo(BigDecimal.valueOf(kept));
        assertThat(deducted.add(remaining)).isEqualByComparingTo("500");
        assertThat(client.get("/v1/accounts/a").at("/accrued"))
                .isEqualTo(used.subtract(deducted).setScale(2) + "");
    }

    private static BigDecimal sum(ApiClient client, String list, String field) {
        return client.all(list, 1_000).stream()
                .map((JsonNode row) -> new BigDecimal(row.get(field).asText()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void killed_at_random_instants_it_keeps_what_it_acknowledged() throws InterruptedException {
        SplittableRandom random = new SplittableRandom(20260110);
        PlanstackProcess service = sandbox();
        fill(service.client());
        try {
            Load load = new Load(service.client());
            for (int round = 0; round < 5; round++) {
                load.awaitAcknowledged(random.nextInt(1, 250));
                service.kill();
                service = sandbox();
                load.service.set(service.client());
            }
            load.awaitAcknowledged(20);
            load.end();
            assertThat(load.acknowledged).hasSizeGreaterThan(25);
            everyAcknowledgedRecordIsThereOnce(service.client(), load);
        } finally {
            service.close();
        }
    }

    @Test
    void told_to_stop_under_load_it_ends_in_order() throws InterruptedException {
        try (PlanstackProcess service = sandbox()) {
            fill(service.client());
            Load load = new Load(service.client());
            load.awaitAcknowledged(100);

            service.terminate();

            assertThat(service.endsWithin(10)).isTrue();
            assertThat(service.exitStatus()).as(service.output()).isZero();
            load.end();
            try (PlanstackProcess again = sandbox()) {
                everyAcknowledgedRecordIsThereOnce(again.client(), load);
            }
        }
    }

    @Test
    void a_second_process_on_the_same_file_is_refused() throws InterruptedException {
        try (PlanstackProcess first = sandbox();
                PlanstackProcess second = PlanstackProcess.start(
                        folder,
                        Map.of(),
                        "serve",
                        "--sandbox",
                        "--database",
                        "t.db",
                        "--port",
                        "" + PlanstackProcess.freePort())) {
            assertThat(second.exitStatus()).isEqualTo(1);
            assertThat(second.output())
                    .contains("t.db")
                    .doesNotContain("Exception")
                    .hasLineCount(1);
            first.client().get("/v1/clock").expect(200);
        }
    }

    @Test
    void a_port_in_use_is_one_clear_message() throws InterruptedException {
        try (PlanstackProcess first = sandbox();
                PlanstackProcess second = PlanstackProcess.start(
                        folder,
                        Map.of("PLANSTACK_ADMIN_KEY", "k"),
                        "serve",
                        "--database",
                        "other.db",
                        "--port",
                        first.url().replaceFirst(".*:", ""))) {
            assertThat(second.exitStatus()).isEqualTo(1);
            assertThat(second.output())
                    .contains("--port")
                    .doesNotContain("Exception")
                    .hasLineCount(1);
        }
    }

    @Test
    void t2_another_zone_or_delay_for_the_same_database_is_refused() throws InterruptedException {
        try (PlanstackProcess first = sandbox()) {
            first.terminate();
            assertThat(first.exitStatus()).isZero();
        }
        for (String[] other : new String[][] {{"--zone", "Asia/Kolkata"}, {"--settlement-delay", "PT2H"}}) {
            try (PlanstackProcess second = PlanstackProcess.start(
                    folder, Map.of(), "serve", "--sandbox", "--database", "t.db", "--port", "0", other[0], other[1])) {
                assertThat(second.exitStatus()).as(second.output()).isEqualTo(1);
                assertThat(second.output()).doesNotContain("Exception").hasLineCount(1);
            }
        }
    }

    @Test
    void a_sandbox_keeps_its_clock() throws InterruptedException {
        try (PlanstackProcess first = sandbox()) {
            first.client().clock("2026-02-01T00:00:00Z");
            first.kill();
        }
        try (PlanstackProcess second = sandbox()) {
            assertThat(second.client().get("/v1/clock").at("/now")).isEqualTo("2026-02-01T00:00:00Z");
            second.kill();
        }
        try (PlanstackProcess third =
                PlanstackProcess.sandbox(folder, "--database", "t.db", "--clock", "2026-03-01T00:00:00Z")) {
            assertThat(third.client().get("/v1/clock").at("/now")).isEqualTo("2026-03-01T00:00:00Z");
        }
    }

    @Test
    void the_admin_key_is_shown_once_and_works_ever_after() throws InterruptedException {
        String key;
        String[] serve = {"serve", "--database", "t.db", "--port", "" + PlanstackProcess.freePort()};
        try (PlanstackProcess first = PlanstackProcess.start(folder, Map.of(), serve)) {
            key = first.awaitLine("The admin key").replaceFirst(".*: ", "");
            new ApiClient(first.url(), key).get("/v1/accounts").expect(200);
            first.terminate();
            assertThat(first.exitStatus()).isZero();
        }
        try (PlanstackProcess second = PlanstackProcess.start(folder, Map.of(), serve)) {
            new ApiClient(second.url(), key).get("/v1/accounts").expect(200);
            new ApiClient(second.url(), key + "x").get("/v1/accounts").expect(401);
            new ApiClient(second.url(), key).get("/v1/clock").expect(404);
            assertThat(second.output()).doesNotContain("admin key").doesNotContain(key);
        }
    }
}
