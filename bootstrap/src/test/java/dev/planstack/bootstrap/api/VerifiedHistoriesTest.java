package dev.planstack.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.bootstrap.verify.VerifyCommand;
import dev.planstack.persistence.StorageLocation;
import dev.planstack.persistence.WholeDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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

    /** Zones with the start of a story in which their clocks change. */
    static Stream<Arguments> seeds() {
        List<Arguments> places = List.of(
                Arguments.of("UTC", RandomStory.START),
                Arguments.of("Australia/Lord_Howe", Instant.parse("2026-03-28T04:17:00Z")),
                Arguments.of("America/St_Johns", Instant.parse("2026-02-27T08:17:00Z")),
                Arguments.of("Africa/Casablanca", Instant.parse("2026-02-12T21:17:00Z")));
        return IntStream.range(0, Integer.getInteger("planstack.seeds", places.size()))
                .mapToObj(seed -> Arguments.of(
                        seed,
                        places.get(seed % places.size()).get()[0],
                        places.get(seed % places.size()).get()[1]));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void random_histories_hold_every_invariant_and_survive_a_move(long seed, String zone, Instant start)
            throws Exception {
        Path database = folder.resolve("first.db");
        TreeSet<String> kinds = new TreeSet<>();
        try (RunningService service = RunningService.sandbox(database, start.toString(), zone)) {
            ApiClient client = service.client();
            List<RandomStory.Step> story = RandomStory.of(seed, LENGTH, start);
            Instant now = start;
            for (int i = 0; i < story.size(); i++) {
                RandomStory.Step step = story.get(i);
                if (step.at().isAfter(now)) {
                    now = step.at();
                    client.clock(now.toString());
                }
                client.sendJson(step.method(), step.path(), step.body().replace('\'', '"'), Map.of());
                if (i % LOOK_EVERY == LOOK_EVERY - 1) {
                    assertVerified(database);
                    changeSettings(client, i);
                }
            }
            kinds.addAll(kinds(export(database)));
            client.clock(now.plus(Duration.ofDays(40)).toString());
            assertVerified(database);
        }
        assertThat(kinds)
                .as("the story is one that has something of everything to tell")
                .contains(
                        "plan",
                        "freeze",
                        "plan-use",
                        "usage",
                        "slice",
                        "transaction",
                        "bill",
                        "quota-alert",
                        "run-out-alert",
                        "event");

        byte[] export = export(database);
        Path moved = folder.resolve("moved.db");
        WholeDatabase.at(new StorageLocation.InFile(moved)).importFrom(new ByteArrayInputStream(export));
        assertThat(export(moved)).isEqualTo(export);
        assertVerified(moved);
    }

    @Test
    void license_orders_and_keys_hold_invariant_6_and_survive_a_move() throws Exception {
        Path database = folder.resolve("first.db");
        try (RunningService service = RunningService.sandbox(database, "2026-01-10T10:00:00Z")) {
            ApiClient client = service.client();
            client.account("a", "1000.00");
            client.put(
                            "/v1/license-offerings/sdk",
                            "{'name': 'S', 'sdks': [{'sdk': 'player', 'edition': 'pro'}], 'prices': {'P1M': {'USD':"
                                    + " '99.00'}}}")
                    .expect(201);
            client.put("/v1/accounts/a/applications/app", "{'name': 'App', 'domain': 'example.com'}")
                    .expect(201);
            Answer order = client.post(
                            "/v1/accounts/a/license-orders",
                            "{'offering': 'sdk', 'term': 'P1M', 'application': 'app', 'autoRenewal': {'mode': 'auto',"
                                    + " 'term': 'P1M'}}")
                    .expect(201);
            client.post(
                            "/v1/license-orders/" + order.at("/id") + "/renewals",
                            "{'term': 'P1M', 'currentExpiresAt': '" + order.at("/expiresAt") + "'}")
                    .expect(201);
            client.post("/v1/api-keys", "{'name': 'k', 'scopes': ['read'], 'account': 'a'}")
                    .expect(201);
            assertVerified(database);
            client.clock("2026-08-01T00:00:00Z");
            assertVerified(database);
        }
        byte[] export = export(database);
        assertThat(kinds(export)).contains("application", "license-order", "api-key");
        assertThat(kinds(export).stream().filter("renewal"::equals)).hasSizeGreaterThan(4);
        Path moved = folder.resolve("moved.db");
        WholeDatabase.at(new StorageLocation.InFile(moved)).importFrom(new ByteArrayInputStream(export));
        assertThat(export(moved)).isEqualTo(export);
    }

    /** What an account lived through before does not follow from its settings any more. */
    private static void changeSettings(ApiClient client, int i) {
        String account = RandomStory.ACCOUNTS.get(i / LOOK_EVERY % RandomStory.ACCOUNTS.size());
        client.put(
                        "/v1/accounts/" + account,
                        "{'name': 'B', 'currency': 'USD', 'creditLimit': '" + i % 7 + ".00', 'protection': {'amount': '"
                                + i % 5 + ".00', 'duration': 'P1DT" + i % 24 + "H'}, 'releaseAfter': 'P3D'}")
                .expect(200);
    }

    private static byte[] export(Path database) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        WholeDatabase.at(new StorageLocation.InFile(database)).exportTo(lines, OptionalLong.empty());
        return lines.toByteArray();
    }

    private static List<String> kinds(byte[] export) {
        return new String(export, StandardCharsets.UTF_8)
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
