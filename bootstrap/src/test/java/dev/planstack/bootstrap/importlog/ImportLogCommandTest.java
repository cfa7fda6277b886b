package dev.planstack.bootstrap.importlog;

import static dev.planstack.bootstrap.importlog.FakePlanstack.Trouble.ANSWER_LOST;
import static dev.planstack.bootstrap.importlog.FakePlanstack.Trouble.BROKEN;
import static dev.planstack.bootstrap.importlog.FakePlanstack.Trouble.CONNECTION_CLOSED;
import static dev.planstack.bootstrap.importlog.FakePlanstack.Trouble.OVERLOADED;
import static dev.planstack.bootstrap.importlog.FakePlanstack.Trouble.TOO_MANY_REQUESTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.bootstrap.importing.ManualTiming;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ImportLogCommandTest {
    private static final Instant START = Instant.parse("2026-01-31T10:00:00Z");
    private static final int HOURS = 12;
    private static final int LINES = 3_000;

    private final ManualTiming timing = new ManualTiming();
    private Map<String, String> environment = Map.of("PLANSTACK_API_KEY", FakePlanstack.KEY);
    private FakePlanstack planstack;

    @TempDir
    Path folder;

    private record Outcome(int status, String out, String err) {}

    @BeforeEach
    void start() throws IOException {
        planstack = new FakePlanstack();
        planstack.accounts.addAll(SampleLog.virtualHosts());
    }

    @AfterEach
    void stop() {
        planstack.close();
    }

    @Test
    void counts_each_line_with_bytes_once() throws IOException {
        Path log = sampleLog(0);

        Outcome first = importLog(log);
        Outcome again = importLog(log);

        long withBytes = withBytes(log);
        assertThat(first.status()).isZero();
        assertThat(first.out())
                .contains("3000 lines read")
                .contains(withBytes + " accepted")
                .contains(" 0 duplicates")
                .contains(LINES - withBytes + " without bytes")
                .contains(" 0 unreadable")
                .contains(" 0 refused");
        assertThat(again.status()).isZero();
        assertThat(again.out()).contains(" 0 accepted").contains(withBytes + " duplicates");
        assertThat(planstack.bytesByAccount()).isEqualTo(bytesByAccount(log));
    }

    @Test
    void counts_lines_once_whose_answers_were_lost() throws IOException {
        Path log = sampleLog(0);
        planstack.troubles.addAll(List.of(ANSWER_LOST, ANSWER_LOST, OVERLOADED, CONNECTION_CLOSED, ANSWER_LOST));

        Outcome outcome = importLog(log);

        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).contains("Waiting up to a minute for " + planstack.url() + ": connection lost");
        assertThat(planstack.bytesByAccount()).isEqualTo(bytesByAccount(log));
    }

    @Test
    void goes_on_where_it_was_stopped() throws IOException {
        Path log = sampleLog(0);
        planstack.troubles.addAll(Collections.nCopies(1, ANSWER_LOST));
        planstack.troubles.addAll(Collections.nCopies(100, CONNECTION_CLOSED));

        Outcome stopped = importLog(log);
        planstack.troubles.clear();
        Outcome again = importLog(log);

        assertThat(stopped.status()).isEqualTo(1);
        assertThat(stopped.err())
                .contains("cannot be used: connection lost")
                .contains("run the same command again: nothing is taken twice");
        assertThat(again.status()).isZero();
        assertThat(planstack.bytesByAccount()).isEqualTo(bytesByAccount(log));
    }

    @Test
    void waits_longer_each_time_and_for_a_minute_at_most() throws IOException {
        planstack.troubles.addAll(Collections.nCopies(100, CONNECTION_CLOSED));

        Outcome outcome = importLog(sampleLog(0));

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(timing.sleeps.subList(0, 7))
                .extracting(Duration::toMillis)
                .containsExactly(200L, 400L, 800L, 1_600L, 3_200L, 5_000L, 5_000L);
        assertThat(timing.nanoTime())
                .isBetween(
                        Duration.ofSeconds(55).toNanos(), Duration.ofSeconds(60).toNanos());
    }

    @Test
    void waits_as_long_as_it_is_asked_to() throws IOException {
        planstack.troubles.addAll(List.of(OVERLOADED, TOO_MANY_REQUESTS));

        assertThat(importLog(sampleLog(0)).status()).isZero();
        assertThat(timing.sleeps).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(3));
    }

    @Test
    void tells_when_nobody_answers() throws IOException {
        Path log = sampleLog(0);
        planstack.close();

        Outcome outcome = importLog(log);

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("cannot be used: no connection").contains("run the same command again");
    }

    @Test
    void sends_at_most_1000_records_at_once() throws IOException {
        Path log = folder.resolve("one-hour.log");
        SampleLog.write(log, 1, START, 1, LINES);

        assertThat(importLog(log).status()).isZero();
        assertThat(planstack.history).containsExactly("usage 1000", "usage 1000", "usage " + (withBytes(log) - 2_000));
    }

    @Test
    void moves_the_clock_along_with_the_log() throws IOException {
        planstack.clock = Instant.parse("2026-01-01T00:00:00Z");
        Path log = sampleLog(0);

        Outcome outcome = importLog(log, "--advance-clock");

        assertThat(outcome.status()).isZero();
        assertThat(planstack.bytesByAccount()).isEqualTo(bytesByAccount(log));
        assertThat(planstack.recordsOfHoursThatWereOver).isZero();
        assertThat(planstack.history).hasSize(2 * HOURS);
        for (int hour = 0; hour < HOURS; hour++) {
            assertThat(planstack.history.get(2 * hour))
                    .startsWith("clock "
                            + START.plus(Duration.ofHours(hour)).toString().substring(0, 13));
            assertThat(planstack.history.get(2 * hour + 1)).startsWith("usage ");
        }
    }

    @Test
    void leaves_a_clock_alone_that_is_ahead() throws IOException {
        Instant ahead = START.plus(Duration.ofDays(20));
        planstack.clock = ahead;

        assertThat(importLog(sampleLog(0), "--advance-clock").status()).isZero();
        assertThat(planstack.clock).isEqualTo(ahead);
        assertThat(planstack.history).allMatch(call -> call.startsWith("usage "));
    }

    @Test
    void repeats_an_import_that_moved_the_clock() throws IOException {
        planstack.clock = Instant.parse("2026-01-01T00:00:00Z");
        Path log = sampleLog(0);

        assertThat(importLog(log, "--advance-clock").status()).isZero();
        assertThat(importLog(log, "--advance-clock").status()).isZero();
        assertThat(planstack.bytesByAccount()).isEqualTo(bytesByAccount(log));
    }

    @Test
    void needs_a_sandbox_to_move_the_clock() throws IOException {
        Outcome outcome = importLog(sampleLog(0), "--advance-clock");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("--advance-clock needs a sandbox (serve --sandbox)");
        assertThat(planstack.history).isEmpty();
    }

    @Test
    void reports_refused_records_by_line_and_sends_the_others() throws IOException {
        planstack.accounts.remove("shop");
        Path log = sampleLog(0);
        Map<String, Long> others = bytesByAccount(log);
        others.remove("shop");
        List<String> lines = Files.readAllLines(log);
        List<Integer> refused = new ArrayList<>();
        for (int index = 0; index < LINES; index++) {
            if (lines.get(index).startsWith("shop ") && !lines.get(index).endsWith("-")) {
                refused.add(index + 1);
            }
        }

        Outcome outcome = importLog(log);

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(planstack.bytesByAccount()).isEqualTo(others);
        assertThat(outcome.out()).contains(refused.size() + " refused");
        assertThat(outcome.err().lines().filter(line -> line.startsWith("  line ")))
                .containsExactlyElementsOf(refused.subList(0, 20).stream()
                        .map(line -> "  line " + line + ": There is no account shop")
                        .toList());
        assertThat(outcome.err()).contains("  … and " + (refused.size() - 20) + " more");
    }

    @Test
    void stops_at_a_refusal_that_names_no_record() throws IOException {
        planstack.troubles.add(BROKEN);

        Outcome outcome = importLog(sampleLog(0));

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("The records from line 1 on are refused: Something is broken");
        assertThat(planstack.recordCount()).isZero();
    }

    @Test
    void lists_unreadable_lines_and_takes_the_others() throws IOException {
        Path log = sampleLog(30);

        Outcome outcome = importLog(log);

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains(" 30 unreadable").contains(" 0 refused");
        assertThat(outcome.err())
                .contains("  line 100: ")
                .contains("  line 2000: ")
                .contains("  … and 10 more");
        assertThat(outcome.err()).doesNotContain("  line 2100: ");
    }

    @Test
    void takes_an_empty_file() throws IOException {
        Outcome outcome = importLog(Files.createFile(folder.resolve("empty.log")));

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("0 lines read");
        assertThat(planstack.history).isEmpty();
    }

    @Test
    void takes_bytes_that_are_no_text() throws IOException {
        byte[] noise = new byte[300_000];
        new SplittableRandom(5).nextBytes(noise);
        Path log = Files.write(folder.resolve("noise.log"), noise);

        Outcome outcome = importLog(log);

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains(" 0 accepted");
    }

    @Test
    void needs_a_meter_that_exists() throws IOException {
        Outcome outcome = run(sampleLog(0).toString(), "--meter", "other", "--to", planstack.url());

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("There is no meter other at " + planstack.url());
    }

    @Test
    void needs_a_meter_that_counts_bytes() throws IOException {
        planstack.unit = "GB";

        Outcome outcome = importLog(sampleLog(0));

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("The meter traffic counts in GB");
        assertThat(planstack.history).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PLANSTACK_API_KEY, wrong, does not know the key in PLANSTACK_API_KEY",
        "PLANSTACK_ADMIN_KEY, wrong, does not know the key in PLANSTACK_ADMIN_KEY",
        "PLANSTACK_ADMIN_KEY, '  ', Set the environment variable PLANSTACK_API_KEY",
        "OTHER, x, Set the environment variable PLANSTACK_API_KEY",
        "PLANSTACK_API_KEY, wr ong, The key in PLANSTACK_API_KEY has characters that no key has",
    })
    void tells_which_key_is_missing_or_wrong_but_not_the_key(String variable, String key, String message)
            throws IOException {
        environment = Map.of(variable, key);

        Outcome outcome = importLog(sampleLog(0));

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains(message).doesNotContain("wr");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void uses_the_admin_key_where_there_is_no_other() throws IOException {
        environment = Map.of("PLANSTACK_ADMIN_KEY", FakePlanstack.KEY + "\n");

        assertThat(importLog(sampleLog(0)).status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-such-file.log --meter traffic",
                ". --meter traffic",
                "access.log",
                "--meter traffic",
                "access.log --meter a/b",
                "access.log --meter traffic --account-from client",
                "access.log --meter traffic --to ftp://localhost",
                "access.log --meter traffic --to localhost:8080",
                "access.log --meter traffic --to http://",
                "access.log --meter traffic --to http://user:secret@localhost",
                "access.log --meter traffic --to http://localhost?x=y",
            })
    void refuses_wrong_arguments(String arguments) throws IOException {
        String log = sampleLog(0).toString();

        Outcome outcome = run(arguments.replace("access.log", log).split(" "));

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("Usage: import-log").doesNotContain("Exception");
    }

    @Test
    void explains_itself() {
        Outcome outcome = run("--help");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .contains("--advance-clock", "PLANSTACK_API_KEY", "import-log access.log --meter traffic");
    }

    private Path sampleLog(int unreadable) throws IOException {
        return Files.write(
                folder.resolve("access.log"),
                SampleLog.lines(1, START, HOURS, LINES, unreadable).toList());
    }

    private Outcome importLog(Path log, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of(log.toString(), "--meter", "traffic", "--to", planstack.url() + "/"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = new CommandLine(new ImportLogCommand(environment, timing))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Outcome(status, out.toString(), err.toString());
    }

    private static long withBytes(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> !line.endsWith("-"))
                .count();
    }

    /** Counted in another way than by the import. */
    private static Map<String, Long> bytesByAccount(Path log) throws IOException {
        Map<String, Long> bytes = new TreeMap<>();
        for (String line : Files.readAllLines(log)) {
            String size = line.substring(line.lastIndexOf(' ') + 1);
            if (!size.equals("-")) {
                bytes.merge(line.substring(0, line.indexOf(' ')), Long.valueOf(size), Long::sum);
            }
        }
        return bytes;
    }
}
