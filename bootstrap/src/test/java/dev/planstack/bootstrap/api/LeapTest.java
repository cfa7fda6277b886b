package dev.planstack.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One big step of the clock gives exactly what many small steps give (T5), and costs what is due, not what passes. */
class LeapTest {

    private static final int LENGTH = 220;

    @TempDir
    Path folder;

    private record Life(List<String> answers, List<String> reads, TreeSet<String> eventTypes) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void t5_the_same_story_ends_the_same_however_the_clock_was_moved(long seed) {
        List<RandomStory.Step> story = RandomStory.of(seed, LENGTH);

        SplittableRandom random = new SplittableRandom(seed);
        Life leaps = lived(folder.resolve("leaps.db"), story, (from, to) -> List.of());
        Life steps = lived(
                folder.resolve("steps.db"),
                story,
                (from, to) -> random.longs(
                                random.nextInt(4), 1, Duration.between(from, to).toSeconds())
                        .sorted()
                        .mapToObj(from::plusSeconds)
                        .toList());
        Life hours = lived(
                folder.resolve("hours.db"),
                story,
                (from, to) -> Stream.iterate(
                                from.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1)),
                                to::isAfter,
                                hour -> hour.plus(Duration.ofHours(1)))
                        .toList());

        assertThat(steps.answers()).containsExactlyElementsOf(leaps.answers());
        assertThat(steps.reads()).containsExactlyElementsOf(leaps.reads());
        assertThat(hours.answers()).containsExactlyElementsOf(leaps.answers());
        assertThat(hours.reads()).containsExactlyElementsOf(leaps.reads());
        assertThat(leaps.eventTypes())
                .as("the story is one in which time does something")
                .contains(
                        "plan.effective",
                        "plan.expired",
                        "plan.exhausted",
                        "bill.issued",
                        "billing.switched",
                        "account.overdue",
                        "account.suspended",
                        "account.release-warning",
                        "account.released",
                        "balance.low",
                        "quota.low",
                        "quota.exhausted",
                        "runway.low",
                        "plan.expiring",
                        "license.renewed",
                        "license.renewal-failed",
                        "license.expiring",
                        "license.expired");
    }

    private static Life lived(
            Path database, List<RandomStory.Step> story, BiFunction<Instant, Instant, List<Instant>> stops) {
        try (RunningService service = RunningService.sandbox(database, RandomStory.START.toString())) {
            ApiClient client = service.client();
            List<String> answers = new ArrayList<>();
            Instant now = RandomStory.START;
            for (RandomStory.Step step : story) {
                if (Duration.between(now, step.at()).toSeconds() > 1) {
                    stops.apply(now, step.at()).forEach(stop -> client.clock(stop.toString()));
                }
                if (step.at().isAfter(now)) {
                    client.clock(step.at().toString());
                    now = step.at();
                }
                Answer answer =
                        client.sendJson(step.method(), step.path(), step.body().replace('\'', '"'), Map.of());
                answers.add(step + " " + answer.status() + " " + answer.text());
            }
            Instant end = now.plus(Duration.ofDays(20));
            stops.apply(now, end).forEach(stop -> client.clock(stop.toString()));
            client.clock(end.toString());
            List<String> reads = new ArrayList<>();
            for (String account : RandomStory.ACCOUNTS) {
                String path = "/v1/accounts/" + account;
                reads.add(client.get(path).expect(200).text());
                reads.add(
                        client.get(path + "/run-out-alerts/m").expect(200, 404).text());
                for (String list : List.of(
                        "/events", "/bills", "/transactions", "/plans", "/usage", "/usage?by=month", "/deductions")) {
                    client.all(path + list, 1_000).forEach(item -> reads.add(account + list + " " + item));
                }
            }
            client.all("/v1/license-orders", 1_000).forEach(order -> reads.add(order.toString()));
            TreeSet<String> types = new TreeSet<>();
            for (JsonNode event : client.all("/v1/events", 1_000)) {
                types.add(event.get("type").asText());
            }
            return new Life(answers, reads, types);
        }
    }

    @Test
    void t5_a_leap_of_a_year_costs_what_is_due_not_what_passes() throws Exception {
        int accounts = 1_000;
        try (RunningService service = RunningService.sandbox(folder.resolve("year.db"), "2026-01-10T12:30:00Z")) {
            ApiClient client = service.client();
            client.meter("m", "GB", 0, "1");
            client.offering("month", "m", "10", "P1M", "1.00");
            client.offering("half", "m", "10", "P6M", "1.00");
            client.offering("hourly", "m", "10", "P1Y", "1.00", "'period': 'hour'");
            populate(client, accounts);
            long before = client.get("/v1/clock").commit();
            int eventsBefore = client.all("/v1/events", 1_000).size();

            long start = System.nanoTime();
            client.clock("2027-01-10T12:30:00Z");
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            long commits = client.get("/v1/clock").commit() - before;
            List<JsonNode> events = client.all("/v1/events", 1_000);
            long expired = events.stream()
                    .filter(event -> event.get("type").asText().equals("plan.expired"))
                    .count();
            assertThat(expired).isEqualTo(3L * accounts);
            assertThat(commits)
                    .as("one for each expiry and each reminder of one, at most")
                    .isBetween(1L, (long) events.size() - eventsBefore);
            assertThat(took).isLessThan(Duration.ofSeconds(60));
        }
    }

    private static void populate(ApiClient client, int accounts) throws InterruptedException, ExecutionException {
        ExecutorService clients = Executors.newFixedThreadPool(32);
        try {
            List<Future<?>> all = new ArrayList<>();
            IntStream.range(0, accounts)
                    .forEach(i -> all.add(clients.submit(() -> {
                        client.account("a" + i, "10.00");
                        client.buy("a" + i, "month");
                        client.buy("a" + i, "half");
                        client.buy("a" + i, "hourly");
                    })));
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            clients.shutdownNow();
        }
    }
}
