package dev.planstack.bootstrap.importlog;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planstack.bootstrap.importing.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleLogTest {
    private static final Instant START = Instant.parse("2026-01-31T10:20:00Z");
    private static final int HOURS = 58;
    private static final int LINES = 7_000;

    @TempDir
    Path folder;

    @Test
    void is_the_same_for_the_same_arguments_only() throws IOException {
        String log = Files.readString(written("one", 1));

        assertThat(Files.readString(written("again", 1))).isEqualTo(log);
        assertThat(Files.readString(written("other", 2))).isNotEqualTo(log);
    }

    @Test
    void writes_the_lines_without_damage() throws IOException {
        assertThat(Files.readAllLines(written("log", 1)))
                .isEqualTo(SampleLog.lines(1, START, HOURS, LINES, 0).toList());
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void has_the_shape_of_a_real_log(long seed) {
        List<AccessLogLine> log = SampleLog.lines(seed, START, HOURS, LINES, 0)
                .map(line -> AccessLogParser.parse(line).fold(read -> read, reason -> {
                    throw new AssertionError(reason + ": " + line);
                }))
                .toList();

        assertThat(log).hasSize(LINES);
        assertThat(log)
                .extracting(line -> line.occurredAt().truncatedTo(ChronoUnit.HOURS))
                .isSorted()
                .contains(START.truncatedTo(ChronoUnit.HOURS))
                .contains(START.truncatedTo(ChronoUnit.HOURS).plus(HOURS - 1, ChronoUnit.HOURS));
        assertThat(IntStream.range(1, LINES)
                        .filter(index -> log.get(index)
                                .occurredAt()
                                .isBefore(log.get(index - 1).occurredAt()))
                        .count())
                .isBetween(LINES * 4L / 10, LINES * 6L / 10);

        Map<String, Long> requests =
                log.stream().collect(groupingBy(line -> line.virtualHost().orElseThrow(), TreeMap::new, counting()));
        assertThat(requests.keySet()).containsExactlyInAnyOrderElementsOf(SampleLog.virtualHosts());
        assertThat(requests.get(SampleLog.virtualHosts().get(0))).isGreaterThan(LINES / 4);
        assertThat(requests.values()).anyMatch(count -> count < LINES / 50);

        Map<String, Long> bytes = log.stream()
                .collect(groupingBy(line -> line.virtualHost().orElseThrow(), summingLong(AccessLogLine::bytes)));
        long allBytes = bytes.values().stream().mapToLong(Long::longValue).sum();
        assertThat(bytes.get("video") + bytes.get("downloads")).isGreaterThan(allBytes / 2);
        assertThat(log).filteredOn(line -> line.bytes() > 20_000_000).hasSizeBetween(1, LINES / 100);
        assertThat(log).filteredOn(line -> line.bytes() == 0).hasSizeBetween(LINES / 20, LINES / 8);
    }

    @Test
    void has_only_client_addresses_set_aside_for_documentation() {
        assertThat(SampleLog.lines(1, START, HOURS, LINES, 0))
                .allMatch(line -> line.matches("[a-z]+ (192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\.[0-9]+ .*"));
    }

    @ParameterizedTest
    @CsvSource({"1000, 0", "1000, 1", "1000, 7", "1000, 1000", "1, 1", "0, 0"})
    void has_as_many_unreadable_lines_as_asked_for(int lines, int unreadable) {
        UsageRecords records = new UsageRecords(new RecordIds("sample.log"));
        Stream<Boolean> damages = SampleLog.lines(1, START, 3, lines, unreadable)
                .map(line -> records.of(new Line(1, line, "", false)).fold(usage -> false, reason -> true));

        assertThat(damages.filter(damaged -> damaged)).hasSize(unreadable);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0", "-1, 1, 0", "1, -1, 0", "1, 1, 2", "1, 1, -1"})
    void refuses_numbers_that_make_no_log(int hours, int lines, int unreadable) {
        assertThatThrownBy(() -> SampleLog.lines(1, START, hours, lines, unreadable))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Path written(String name, long seed) throws IOException {
        Path file = folder.resolve(name);
        SampleLog.write(file, seed, START, HOURS, LINES);
        return file;
    }
}
