package dev.planstack.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Killed at random instants, under load and while it starts, it comes back with everything it acknowledged, once. More rounds
 * with {@code -Dplanstack.faults.rounds=100}.
 */
class KillIT {

    private static final int ROUNDS = Integer.getInteger("planstack.faults.rounds", 3);
    private static final String[] SERVE = {"--database", "t.db", "--clock", Load.NOON};

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(20260110);

    private void killedWhileStarting(long startMillis) throws InterruptedException {
        try (PlanstackProcess starting = PlanstackProcess.startSandbox(folder, Map.of(), SERVE)) {
            boolean ended = starting.endsWithinMillis(random.nextLong(startMillis));
            assertThat(ended).as(starting.output()).isFalse();
            starting.kill();
        }
    }

    @Test
    void killed_under_load_it_keeps_what_it_acknowledged() throws InterruptedException {
        long begin = System.nanoTime();
        PlanstackProcess service = PlanstackProcess.sandbox(folder, SERVE);
        long startMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        Load.prepare(service.client());
        Load load = new Load(service.client());
        try {
            for (int round = 0; round < ROUNDS; round++) {
                load.awaitAcknowledged(random.nextInt(1, 300));
                service.kill();
                killedWhileStarting(startMillis);
                service = PlanstackProcess.sandbox(folder, SERVE);
                load.connect(service.client());
            }
            load.awaitAcknowledged(20);
            load.end();
            service.client().get("/v1/accounts/a0").expect(200);
            service.kill();
            Exports.assertSound(folder.resolve("t.db"), load.ledger());
        } finally {
            load.abandon();
            service.close();
        }
    }

    @Test
    void killed_while_it_sets_up_its_database_it_starts_the_next_time() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            killedWhileStarting(TimeUnit.SECONDS.toMillis(2));
        }
        try (PlanstackProcess service = PlanstackProcess.sandbox(folder, SERVE)) {
            Load.prepare(service.client());
            Load load = new Load(service.client());
            load.awaitAcknowledged(1);
            load.end();
            Exports.assertSound(folder.resolve("t.db"), load.ledger());
        }
    }
}
