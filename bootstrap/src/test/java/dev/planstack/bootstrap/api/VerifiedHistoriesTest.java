package dev.planstack.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.bootstrap.verify.VerifyCommand;
import dev.planstack.persistence.SqliteFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/**
 * Random histories leave nothing that {@code verify} finds, at any point of them and while the service runs; and they are the
 * same after a move to another database.
 */
class VerifiedHistoriesTest {

    private static final int LENGTH = 240;
    private static final int LOOK_EVERY = 40;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"11, UTC", "12, Australia/Lord_Howe", "13, America/St_Johns", "14, Africa/Casablanca"})
    void random_histories_hold_every_invariant_and_survive_a_move(long seed, String zone) throws Exception {
        Path database = folder.resolve("first.db");
        TreeSet<String> kinds = new TreeSet<>();
        try (RunningService service = RunningService.sandbox(database, RandomStory.START.toString(), zone)) {
            ApiClient client = service.client();
            Instant now = RandomStory.START;
            List<RandomStory.Step> story = RandomStory.of(seed, LENGTH);
            for (int i = 0; i < story.size(); i++) {
                RandomStory.Step step = story.get(i);
                if (step.at().isAfter(now)) {
                    now = step.at();
                    client.clock(now.toString());
                }
                var unused =
                        client.sendJson(step.method(), step.path(), step.body().replace('\'', '"'), Map.of());
                if (i % LOOK_EVERY == 0) {
                    assertVerified(database);
                }
            }
            kinds.addAll(kinds(export(database)));
            client.clock(now.plus(Duration.ofDays(40)).toString());
            assertVerified(database);
        }
        assertThat(kinds)
                .as("the story is one that has something of everything to tell")
                .contains(
                        "plan", "freeze", "plan-use", "usage", "slice", "transaction", "bill", "quota-alert", "event");

        byte[] export = export(database);
        Path moved = folder.resolve("moved.db");
        new SqliteFile(moved).importFrom(new ByteArrayInputStream(export));
        assertThat(export(moved)).isEqualTo(export);
        assertVerified(moved);
    }

    private static byte[] export(Path database) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        new SqliteFile(database).exportTo(lines, OptionalLong.empty());
        return lines.toByteArray();
    }

    private static List<String> kinds(byte[] export) {
        return new String(export, java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst("\\{\"kind\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private void assertVerified(Path database) throws IOException {
        StringWriter out = new StringWriter();
        int status = new CommandLine(new VerifyCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute("--database", database.toString());
        if (status != 0) {
            Files.write(folder.resolve("found.ndjson"), export(database));
        }
        assertThat(out.toString()).isEmpty();
        assertThat(status).isZero();
    }
}
