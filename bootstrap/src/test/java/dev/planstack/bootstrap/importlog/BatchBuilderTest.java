package dev.planstack.bootstrap.importlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchBuilderTest {

    @Test
    void keeps_the_lines_of_an_hour_together_whatever_their_order() {
        assertThat(batches("10:05:00", "10:59:59", "10:00:00", "10:30:00"))
                .extracting(batch -> batch.records().size() + " until " + batch.newest())
                .containsExactly("4 until 2024-05-12T10:59:59Z");
    }

    @Test
    void ends_a_batch_when_the_hour_goes_up() {
        assertThat(batches("10:05:00", "10:04:00", "11:00:00", "10:58:00", "11:20:00", "14:00:00"))
                .extracting(batch -> batch.records().size() + " until " + batch.newest())
                .containsExactly(
                        "2 until 2024-05-12T10:05:00Z", "3 until 2024-05-12T11:20:00Z", "1 until 2024-05-12T14:00:00Z");
    }

    @Test
    void never_takes_the_newest_instant_back() {
        String[] times = new String[BatchBuilder.MAX_RECORDS + 1];
        Arrays.fill(times, "10:05:00");
        times[0] = "10:50:00";

        assertThat(batches(times))
                .extracting(batch -> batch.records().size() + " until " + batch.newest())
                .containsExactly("1000 until 2024-05-12T10:50:00Z", "1 until 2024-05-12T10:50:00Z");
    }

    @Test
    void makes_no_batch_of_nothing() {
        assertThat(batches()).isEmpty();
    }

    @Test
    void keeps_every_record_once_and_in_order() {
        SplittableRandom random = new SplittableRandom(3);
        List<UsageRecord> records = Stream.generate(() -> random.nextInt(50 * 3_600))
                .limit(20_000)
                .map(seconds -> record(Instant.parse("2024-05-12T00:00:00Z").plusSeconds(seconds)))
                .toList();

        List<Batch> batches = batches(records);

        assertThat(batches.stream().flatMap(batch -> batch.records().stream())).containsExactlyElementsOf(records);
        assertThat(batches)
                .allSatisfy(batch -> assertThat(batch.records()).hasSizeBetween(1, BatchBuilder.MAX_RECORDS));
        assertThat(batches).extracting(Batch::newest).isSorted();
    }

    private static List<Batch> batches(String... times) {
        return batches(Stream.of(times)
                .map(time -> record(Instant.parse("2024-05-12T" + time + "Z")))
                .toList());
    }

    private static List<Batch> batches(List<UsageRecord> records) {
        BatchBuilder builder = new BatchBuilder();
        List<Batch> batches = new ArrayList<>();
        records.forEach(usage -> builder.add(usage).ifPresent(batches::add));
        builder.end().ifPresent(batches::add);
        assertThat(builder.end()).isEmpty();
        return batches;
    }

    private static UsageRecord record(Instant occurredAt) {
        return new UsageRecord(1, "id", "shop", 5, occurredAt);
    }
}
