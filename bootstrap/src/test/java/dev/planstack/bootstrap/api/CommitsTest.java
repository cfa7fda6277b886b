package dev.planstack.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every committed change has the next number, whatever shares its transaction, and answers carry it. */
class CommitsTest {

    private static final String NOW = "2026-01-10T10:30:00Z";

    @TempDir
    Path folder;

    @Test
    void changes_are_numbered_without_gaps_and_nothing_else_is() throws Exception {
        int writes = 400;
        try (RunningService service = RunningService.sandbox(folder.resolve("p.db"), NOW)) {
            ApiClient client = service.client();
            client.meter("m", "GB", 3, "0.10");
            client.account("a", "100.00");
            long before = client.get("/v1/clock").commit();
            ExecutorService clients = Executors.newFixedThreadPool(16);
            List<Future<Long>> changes = new ArrayList<>();
            List<Future<Answer>> others = new ArrayList<>();
            try {
                for (int i : IntStream.range(0, writes).toArray()) {
                    changes.add(clients.submit(() ->
                            client.use("a", "r" + i, "m", "1", NOW).expect(200).commit()));
                    // refused, and no change
                    others.add(clients.submit(
                            () -> client.use("a", "r", "m", "-1", NOW).expect(422)));
                    others.add(clients.submit(() -> client.get("/v1/accounts/a").expect(200)));
                }
            } finally {
                clients.shutdown();
            }
            List<Long> numbers = new ArrayList<>();
            for (Future<Long> change : changes) {
                numbers.add(change.get());
            }
            for (Future<Answer> other : others) {
                assertThat(other.get().status()).isIn(200, 422);
            }
            assertThat(numbers)
                    .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(before + 1, before + writes)
                            .boxed()
                            .toList());
            assertThat(client.use("a", "r1", "m", "1", NOW).at("/duplicates")).isEqualTo("1");
            assertThat(client.get("/v1/accounts/a").commit()).isEqualTo(before + writes);
        }
    }
}
