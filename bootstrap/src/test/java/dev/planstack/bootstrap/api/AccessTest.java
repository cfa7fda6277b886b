package dev.planstack.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule A7: access is as the account stands, from the first answer after each change on. */
class AccessTest {

    private static final String NOON = "2026-01-10T12:00:00Z";

    @TempDir
    Path folder;

    private RunningService service;
    private ApiClient client;

    @BeforeEach
    void start() {
        service = RunningService.sandbox(folder.resolve("access.db"), NOON);
        client = service.client();
        client.meter("m", "GB", 0, "1");
        client.offering("plan", "m", "10", "P1M", "1.00");
        client.account("a", "60.00");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private void assertAccess(String state, String billing, String reason) {
        Answer access = client.get("/v1/accounts/a/access?meter=m").expect(200);
        assertThat(access.at("/state")).isEqualTo(state);
        assertThat(access.at("/billing")).isEqualTo(billing);
        assertThat(access.at("/reason")).isEqualTo(reason.isEmpty() ? null : reason);
    }

    private void use(String id, int quantity) {
        client.post(
                        "/v1/usage",
                        "{'id': '" + id + "', 'account': 'a', 'meter': 'm', 'quantity': '" + quantity
                                + "', 'occurredAt': '" + NOON + "'}")
                .expect(200);
    }

    @Test
    void it_follows_every_change() {
        assertAccess("active", "pay-as-you-go", "");
        client.post("/v1/accounts/a/plans", "{'offering': 'plan'}").expect(201);
        assertAccess("active", "plan", "");
        use("u1", 10);
        assertAccess("active", "pay-as-you-go", "");
        client.put("/v1/accounts/a", "{'name': 'A', 'currency': 'USD', 'hardStop': ['m']}")
                .expect(200);
        assertAccess("active", "pay-as-you-go", "hard-stop");
        client.delete("/v1/accounts/a/usage/u1").expect(204);
        assertAccess("active", "plan", "");
        use("u2", 500);
        client.put("/v1/clock", "{'now': '2026-01-10T15:00:00Z'}").expect(200);
        assertAccess("overdue", "pay-as-you-go", "hard-stop");
        client.put("/v1/clock", "{'now': '2026-01-26T15:00:00Z'}").expect(200);
        assertAccess("suspended", "pay-as-you-go", "suspended");
        client.post("/v1/accounts/a/top-ups", "{'amount': '1000.00'}").expect(201);
        assertAccess("active", "pay-as-you-go", "hard-stop");
    }

    @Test
    void there_is_none_to_what_does_not_exist() {
        client.get("/v1/accounts/b/access?meter=m").expect(404);
        client.get("/v1/accounts/a/access?meter=other").expect(422);
        client.account("b", "1.00");
        client.get("/v1/accounts/b/access?meter=m").expect(200);
    }

    @Test
    void it_is_never_older_than_what_was_answered_before() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService asking = Executors.newFixedThreadPool(3);
        Future<Integer> asked = asking.submit(() -> {
            int answers = 0;
            for (long seen = 0; !over.get(); answers++) {
                Answer access =
                        service.client().get("/v1/accounts/a/access?meter=m").expect(200);
                long commit = access.commit();
                assertThat(commit).isGreaterThanOrEqualTo(seen);
                seen = commit;
            }
            return answers;
        });
        for (int i = 0; i < 40; i++) {
            boolean stop = i % 2 == 0;
            Answer put = client.put(
                            "/v1/accounts/a",
                            "{'name': 'A', 'currency': 'USD', 'hardStop': [" + (stop ? "'m'" : "") + "]}")
                    .expect(200);
            Answer access = client.get("/v1/accounts/a/access?meter=m").expect(200);
            assertThat(access.at("/reason")).isEqualTo(stop ? "hard-stop" : null);
            assertThat(access.commit()).isGreaterThanOrEqualTo(put.commit());
        }
        over.set(true);
        assertThat(asked.get()).isPositive();
        asking.shutdown();
    }
}
