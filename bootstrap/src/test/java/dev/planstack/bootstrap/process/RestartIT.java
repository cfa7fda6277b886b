package dev.planstack.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.bootstrap.api.ApiClient;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after every end of the process, once. */
class RestartIT {

    private static final String NOON = "2026-01-10T12:00:00Z";

    @TempDir
    Path folder;

    private PlanstackProcess sandbox(String... more) {
        String[] arguments = new String[more.length + 4];
        System.arraycopy(new String[] {"--database", "t.db", "--clock", NOON}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return PlanstackProcess.sandbox(folder, arguments);
    }

    @Test
    void told_to_stop_under_load_it_ends_in_order() throws InterruptedException {
        try (PlanstackProcess service = sandbox()) {
            Load.prepare(service.client());
            Load load = new Load(service.client());
            load.awaitAcknowledged(100);

            service.terminate();

            assertThat(service.endsWithin(10)).isTrue();
            assertThat(service.exitStatus()).as(service.output()).isZero();
            try (PlanstackProcess again = sandbox()) {
                load.connect(again.client());
                load.end();
                Exports.assertSound(folder.resolve("t.db"), load.ledger());
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
