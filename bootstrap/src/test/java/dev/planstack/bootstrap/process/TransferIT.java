package dev.planstack.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.bootstrap.api.Answer;
import dev.planstack.bootstrap.api.ApiClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar: export, import, verify and backup while it serves under load, and after. */
class TransferIT {

    private static final int CLIENTS = 4;
    private static final String NOW = "2026-01-10T10:30:00Z";

    // before the hour of all usage is billed
    private static final Instant LAST_CLOCK = Instant.parse("2026-01-10T11:50:00Z");

    @TempDir
    Path folder;

    private record Ended(int status, String output) {}

    private Ended run(String... arguments) throws InterruptedException {
        try (PlanstackProcess process = PlanstackProcess.start(folder, Map.of(), arguments)) {
            return new Ended(process.exitStatus(), process.output());
        }
    }

    private void assertSilent(String... arguments) throws InterruptedException {
        assertThat(run(arguments)).isEqualTo(new Ended(0, ""));
    }

    private String export(String database, String file, String... more) throws IOException, InterruptedException {
        String options = String.join(" ", more);
        String script = "exec '" + PlanstackProcess.java() + "' -Xmx64m -jar '" + PlanstackProcess.JAR
                + "' export --database " + database + " " + options + " > " + file;
        try (PlanstackProcess process = PlanstackProcess.bash(folder, Map.of(), script)) {
            assertThat(process.exitStatus()).as(process.output()).isZero();
        }
        return Files.readString(folder.resolve(file));
    }

    private static void populate(ApiClient client) {
        client.meter("m", "GB", 3, "0.10");
        client.offering("tb", "m", "500", "P1M", "9.00");
        for (int i = 0; i < CLIENTS; i++) {
            client.account("a" + i, "50.00");
            client.buy("a" + i, "tb");
        }
    }

    /** Sends usage, voids and, for one account, moves the clock until it is told to stop; answers how much was accepted. */
    private static long load(ApiClient client, int number, AtomicBoolean stop) {
        long sent = 0;
        Instant clock = Instant.parse(NOW);
        while (!stop.get()) {
            StringBuilder batch = new StringBuilder("[");
            for (int i = 0; i < 50; i++) {
                batch.append(i == 0 ? "" : ",").append(ApiClient.record("a" + number, "r" + sent++, "m", "0.7", NOW));
            }
            client.sendJson("POST", "/v1/usage?results=none", batch.append("]").toString(), Map.of())
                    .expect(200);
            client.delete("/v1/accounts/a" + number + "/usage/r" + (sent - 1)).expect(204);
            if (number == 1 && clock.isBefore(LAST_CLOCK)) {
                clock = clock.plusSeconds(30);
                client.clock(clock.toString());
            }
        }
        return sent;
    }

    @Test
    void a_database_under_load_is_backed_up_exported_and_verified() throws Exception {
        try (PlanstackProcess serving = PlanstackProcess.sandbox(folder, "--clock", NOW)) {
            populate(serving.client());
            AtomicBoolean stop = new AtomicBoolean();
            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
            List<Future<Long>> loads = new ArrayList<>();
            try {
                for (int i = 1; i < CLIENTS; i++) {
                    int number = i;
                    loads.add(clients.submit(() -> load(serving.client(), number, stop)));
                }
                for (int round = 1; round <= 2; round++) {
                    assertSilent("backup", "backup" + round + ".db");
                    assertSilent("verify", "--database", "backup" + round + ".db");
                    assertSilent("verify");
                    assertThat(export("planstack.db", "x" + round + ".ndjson")).contains("\"kind\":\"usage\"");
                    assertSilent("verify", "x" + round + ".ndjson");
                }
            } finally {
                stop.set(true);
                clients.shutdown();
            }
            long acknowledged = 0;
            for (Future<Long> load : loads) {
                acknowledged += load.get();
            }
            serving.client().clock("2026-01-10T13:00:00Z");
            assertSilent("verify");
            String all = export("planstack.db", "all.ndjson");
            assertThat(all.lines().filter(line -> line.startsWith("{\"kind\":\"usage\"")))
                    .as("every acknowledged record is there once")
                    .hasSize(Math.toIntExact(acknowledged));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("backup1.db"))))
                .isEqualTo("rw-------");
        Ended again = run("backup", "backup1.db");
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.output()).contains("is there already");
        assertBackupServes();
    }

    private void assertBackupServes() {
        try (PlanstackProcess restored = PlanstackProcess.sandbox(folder, "--database", "backup2.db")) {
            assertThat(restored.client().get("/v1/accounts/a1").expect(200).at("/state"))
                    .isEqualTo("active");
        }
    }

    @Test
    void serving_goes_on_after_a_move_as_if_nothing_had_happened() throws Exception {
        String path = "/v1/accounts/a1/plans";
        Answer bought;
        long commit;
        try (PlanstackProcess serving = PlanstackProcess.sandbox(folder, "--clock", NOW)) {
            populate(serving.client());
            bought = serving.client().post(path, "{'offering': 'tb'}", "key-1").expect(201);
            serving.client().use("a1", "u1", "m", "600", NOW).expect(200);
            commit = serving.client().get("/v1/clock").commit();
            assertThat(export("planstack.db", "x.ndjson", "--at-commit", "" + commit))
                    .contains("\"kind\":\"clock\",\"commit\":" + commit + ",");
            Ended refused = run("export", "--at-commit", "" + (commit - 1));
            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.output()).contains("is at commit " + commit);
            Ended inUse = run("import", "x.ndjson");
            assertThat(inUse.status()).isEqualTo(1);
            assertThat(inUse.output()).contains("is in use by another process");
        }
        assertSilent("import", "x.ndjson", "--database", "moved.db");
        assertThat(export("moved.db", "y.ndjson")).isEqualTo(Files.readString(folder.resolve("x.ndjson")));
        // the key that signs license documents is in no export: it moves as a file of its own
        Files.copy(
                folder.resolve("planstack.db.license-key.json"),
                folder.resolve("moved.db.license-key.json"),
                StandardCopyOption.COPY_ATTRIBUTES);
        try (PlanstackProcess moved = PlanstackProcess.sandbox(folder, "--database", "moved.db")) {
            ApiClient client = moved.client();
            assertThat(client.get("/v1/clock").at("/now")).isEqualTo(NOW);
            Answer replayed = client.post(path, "{'offering': 'tb'}", "key-1").expect(201);
            assertThat(replayed.headers().firstValue("Idempotency-Replayed")).contains("true");
            assertThat(replayed.text()).isEqualTo(bought.text());
            assertThat(client.use("a1", "u1", "m", "600", NOW).at("/duplicates"))
                    .isEqualTo("1");
            assertThat(client.use("a1", "u2", "m", "500", NOW).commit()).isEqualTo(commit + 1);
            client.clock("2026-02-20T00:00:00Z");
            assertSilent("verify", "--database", "moved.db");
        }
        Ended full = run("import", "x.ndjson", "--database", "moved.db");
        assertThat(full.status()).isEqualTo(1);
        assertThat(full.output()).contains("is not empty");
    }

    @Test
    void an_export_of_a_commit_waits_until_it_is_made() throws Exception {
        try (PlanstackProcess serving = PlanstackProcess.sandbox(folder, "--clock", NOW)) {
            populate(serving.client());
            long next = serving.client().get("/v1/clock").commit() + 1;
            String script = "exec '" + PlanstackProcess.java() + "' -jar '" + PlanstackProcess.JAR
                    + "' export --at-commit " + next;
            try (PlanstackProcess export = PlanstackProcess.bash(folder, Map.of(), script)) {
                assertThat(export.endsWithin(2)).isFalse();
                assertThat(serving.client().buy("a0", "tb")).isNotEmpty();
                assertThat(export.exitStatus()).as(export.output()).isZero();
                assertThat(export.output()).contains("\"kind\":\"clock\",\"commit\":" + next + ",");
            }
        }
    }

    @Test
    void what_is_wrong_is_told_and_exits_with_1() throws Exception {
        try (PlanstackProcess serving = PlanstackProcess.sandbox(folder, "--clock", NOW)) {
            populate(serving.client());
        }
        String bad = export("planstack.db", "x.ndjson").replace("\"balance\":\"41.00\"", "\"balance\":\"4100.00\"");
        Files.writeString(folder.resolve("bad.ndjson"), bad);
        Ended verified = run("verify", "bad.ndjson");
        assertThat(verified.status()).isEqualTo(1);
        assertThat(verified.output())
                .contains("invariant 3: account a0: its transactions add up to 41.00, but its balance is 4100.00");
        Ended missing = run("verify", "--database", "none.db");
        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.output()).startsWith("There is no database").doesNotContain("Exception");
    }
}
