package dev.planstack.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import dev.planstack.bootstrap.api.ApiClient;
import dev.planstack.bootstrap.serve.Receiver;
import dev.planstack.bootstrap.serve.Receiver.Received;
import dev.planstack.persistence.postgres.PostgresServer;
import dev.planstack.persistence.postgres.PostgresServer.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three processes on one PostgreSQL under load, of which one stands still for a while in whatever it was doing and another is
 * killed meanwhile. More rounds with {@code -Dplanstack.faults.rounds=10}, a longer pause with {@code -Dplanstack.faults.pause=60}.
 */
class ManyProcessesFaultsIT {

    private static final int ROUNDS = Math.max(1, Integer.getInteger("planstack.faults.rounds", 3) / 3);
    private static final int PAUSE_SECONDS = Integer.getInteger("planstack.faults.pause", 15);
    private static final String SECRET = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(20260110);
    private final Database database = PostgresServer.shared().newDatabase();
    private final List<PlanstackProcess> running = new ArrayList<>();

    private PlanstackProcess start() {
        return PlanstackProcess.startSandbox(
                folder, Map.of(), "--database", database.url(), "--clock", Load.NOON, "--webhooks-allow-private");
    }

    private ApiClient[] clients() {
        return running.stream().map(PlanstackProcess::impatientClient).toArray(ApiClient[]::new);
    }

    private void pauseOneAndKillAnother(Load load) throws InterruptedException {
        int paused = random.nextInt(running.size());
        int killed = (paused + random.nextInt(1, running.size())) % running.size();
        int before = load.ledger().acknowledged();
        long start = System.nanoTime();
        running.get(paused).pause();
        load.awaitInstant(start + TimeUnit.MILLISECONDS.toNanos(random.nextInt(3_000)));
        running.get(killed).kill();
        running.set(killed, start());
        load.awaitInstant(start + TimeUnit.SECONDS.toNanos(PAUSE_SECONDS));
        assertThat(load.ledger().acknowledged())
                .as("work goes on while one stands still, whatever it holds")
                .isGreaterThan(before + 20);
        load.connect(clients());
        running.get(paused).resume();
        load.awaitAcknowledged(100);
    }

    @Test
    void one_stands_still_and_one_is_killed_and_everything_is_done_once() throws Exception {
        try (Receiver first = Receiver.answering(200);
                Receiver second = Receiver.answering(200)) {
            for (int i = 0; i < 3; i++) {
                running.add(start());
            }
            ApiClient client = running.get(0).client();
            for (Receiver receiver : List.of(first, second)) {
                client.put(
                                "/v1/webhooks/w" + receiver.port(),
                                "{'url': '" + receiver.url() + "', 'secret': '" + SECRET + "'}")
                        .expect(201);
            }
            Load.prepare(client);
            Load load = new Load(clients());
            try {
                load.awaitAcknowledged(100);
                for (int round = 0; round < ROUNDS; round++) {
                    pauseOneAndKillAnother(load);
                }
                load.end();
                List<String> told = told();
                assertTold(first, told);
                assertTold(second, told);
                Exports.assertSound(database.url(), load.ledger());
            } finally {
                load.abandon();
            }
        } finally {
            running.forEach(PlanstackProcess::close);
        }
    }

    /** The ids of all events, as all processes tell them: of each account without a gap. */
    private List<String> told() {
        List<JsonNode> feed = running.get(0).client().all("/v1/events", 1_000);
        running.forEach(
                process -> assertThat(process.client().all("/v1/events", 1_000)).isEqualTo(feed));
        Map<String, Integer> last = new HashMap<>();
        List<String> ids = new ArrayList<>();
        for (JsonNode event : feed) {
            String account = event.path("account").asText();
            int sequence = event.get("sequence").asInt();
            assertThat(last.merge(account, 1, Integer::sum)).isEqualTo(sequence);
            ids.add(account + "_" + sequence);
        }
        return ids;
    }

    private static void assertTold(Receiver receiver, List<String> told) throws Exception {
        Set<String> firsts = new LinkedHashSet<>();
        while (firsts.size() < told.size()) {
            Received message = receiver.next();
            new Webhook(SECRET).verify(message.body(), message.headers());
            firsts.add(message.id());
        }
        assertThat(firsts).containsExactlyElementsOf(told);
    }
}
