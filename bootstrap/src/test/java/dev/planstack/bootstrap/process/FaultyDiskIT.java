package dev.planstack.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.bootstrap.api.Answer;
import dev.planstack.bootstrap.api.ApiClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A disk that fails a write or a sync, or is full, does no harm: the service goes on, or stops with one clear message, and what
 * it acknowledged is there. More rounds with {@code -Dplanstack.faults.rounds=100}.
 */
class FaultyDiskIT {

    private static final int ROUNDS = Integer.getInteger("planstack.faults.rounds", 3);
    private static final String STOPS = "so Planstack stops. Check the database's disk and start Planstack again";
    private static final String[] SERVE = {"--database", "t.db", "--clock", Load.NOON};

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(20260110);

    /** What makes a call on a file fail. */
    private Map<String, String> fault(String file, String call, int nth, String how) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of("FAULT_FILE", file));
        environment.put("LD_PRELOAD", NativeLibrary.compiled("faulty-disk").toString());
        environment.put("FAULT_CALL", call);
        environment.put("FAULT_NTH", "" + nth);
        environment.put("FAULT_HOW", how);
        environment.put("FAULT_MARK", mark().toString());
        return environment;
    }

    private Path mark() {
        return folder.resolve("it-happened");
    }

    private Path database() {
        return folder.resolve("t.db");
    }

    private void prepare() {
        try (PlanstackProcess service = PlanstackProcess.sandbox(folder, SERVE)) {
            Load.prepare(service.client());
        }
    }

    private static List<String> lines(PlanstackProcess process, String text) {
        return process.output().lines().filter(line -> line.contains(text)).toList();
    }

    private static void assertEndedClearly(PlanstackProcess process, boolean hadStarted) throws InterruptedException {
        assertThat(process.exitStatus()).as(process.output()).isEqualTo(1);
        if (hadStarted) {
            assertThat(lines(process, STOPS)).as(process.output()).hasSize(1);
        } else {
            assertThat(process.output().lines().filter(line -> line.contains("disk")))
                    .as(process.output())
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"/t.db-wal, sync, 25", "/t.db-wal, write, 150", "/t.db, sync, 3", "/t.db, write, 60"})
    void a_call_that_fails_does_no_harm(String file, String call, int before) throws Exception {
        prepare();
        PlanstackProcess first = PlanstackProcess.sandbox(folder, SERVE);
        Load load = new Load(first.client());
        try {
            load.awaitAcknowledged(20);
            first.kill();
            int happened = 0;
            int stopped = 0;
            for (int round = 0; round < ROUNDS; round++) {
                // the first one may fail as it starts
                int nth = round == 0 ? 1 : random.nextInt(1, before);
                try (PlanstackProcess service =
                        PlanstackProcess.startSandbox(folder, fault(file, call, nth, "error"), SERVE)) {
                    boolean started = service.listens();
                    if (started) {
                        load.connect(service.client());
                        load.awaitAcknowledged(300, service::hasEnded);
                    }
                    // where no commit is concerned it goes on
                    if (service.hasEnded()) {
                        assertEndedClearly(service, started);
                        stopped++;
                    }
                    service.kill();
                }
                happened += Files.deleteIfExists(mark()) ? 1 : 0;
            }
            assertThat(happened).as("rounds in which a call failed").isPositive();
            assertThat(stopped).as("rounds in which it stopped").isBetween(file.endsWith("-wal") ? 1 : 0, happened);
            try (PlanstackProcess service = PlanstackProcess.sandbox(folder, SERVE)) {
                load.connect(service.client());
                load.awaitAcknowledged(20);
                load.end();
            }
            Exports.assertSound(database(), load.ledger());
        } finally {
            load.abandon();
            first.close();
        }
    }

    @Test
    void a_commit_that_cannot_be_forced_to_the_disk_stops_it() throws Exception {
        prepare();
        try (PlanstackProcess service =
                PlanstackProcess.startSandbox(folder, fault("/t.db-wal", "sync", 10, "error"), SERVE)) {
            assertThat(service.listens()).as(service.output()).isTrue();
            Load load = new Load(service.client());
            try {
                load.awaitAcknowledged(Integer.MAX_VALUE / 2, service::hasEnded);
                assertEndedClearly(service, true);
                load.awaitProblem("outcome-unknown");
                try (PlanstackProcess again = PlanstackProcess.sandbox(folder, SERVE)) {
                    load.connect(again.client());
                    load.end();
                    Exports.assertSound(database(), load.ledger());
                }
            } finally {
                load.abandon();
            }
        }
    }

    /** The control: what a disk loses without saying so is missed. */
    @Test
    void a_write_that_is_lost_in_silence_is_seen() throws Exception {
        prepare();
        try (PlanstackProcess service =
                PlanstackProcess.startSandbox(folder, fault("/t.db-wal", "write", 60, "lost"), SERVE)) {
            assertThat(service.listens()).as(service.output()).isTrue();
            Load load = new Load(service.client());
            load.awaitAcknowledged(100, () -> !load.problems().isEmpty());
            service.kill();
            load.abandon();
            assertThat(mark()).exists();
            assertThat(Exports.complaints(database()).isEmpty()
                            && load.ledger().faults(Exports.of(database())).isEmpty())
                    .isFalse();
        }
    }

    @Test
    void a_full_disk_refuses_writes_and_nothing_else_until_there_is_room() throws Exception {
        prepare();
        Path full = folder.resolve("full");
        Map<String, String> environment = fault("/t.db", "none", 0, "error");
        environment.put("FAULT_FULL", full.toString());
        try (PlanstackProcess service = PlanstackProcess.startSandbox(folder, environment, SERVE)) {
            assertThat(service.listens()).as(service.output()).isTrue();
            ApiClient client = service.client();
            Load load = new Load(client);
            try {
                load.awaitAcknowledged(50);
                assertThat(load.problems()).isEmpty();

                Files.createFile(full);
                load.awaitProblem("storage-full");
                Answer refused = client.sendJson("POST", "/v1/usage", batch(), Map.of());
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.problem()).isEqualTo("storage-full");
                client.get("/v1/accounts/a0/usage/b7").expect(404);
                client.get("/v1/accounts/a0").expect(200);

                Files.delete(full);
                load.awaitAcknowledged(50);
                load.end();
                assertThat(load.problems()).containsExactly("storage-full");
                client.get("/v1/accounts/a0/usage/b7").expect(404);
                Exports.assertSound(database(), load.ledger());
                assertThat(client.sendJson("POST", "/v1/usage", batch(), Map.of())
                                .expect(200)
                                .at("/accepted"))
                        .isEqualTo("1000");
                service.kill();
                assertThat(Exports.complaints(database())).isEmpty();
            } finally {
                load.abandon();
            }
        }
    }

    private static String batch() {
        Stream<String> records =
                IntStream.range(0, 1_000).mapToObj(i -> ApiClient.record("a0", "b" + i, "m", "1", Load.NOON));
        return records.toList().toString();
    }
}
