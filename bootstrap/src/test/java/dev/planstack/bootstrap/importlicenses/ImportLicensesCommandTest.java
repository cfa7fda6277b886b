package dev.planstack.bootstrap.importlicenses;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.planstack.bootstrap.api.ApiClient;
import dev.planstack.bootstrap.api.RunningService;
import dev.planstack.bootstrap.importing.ManualTiming;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command against a real service; each test has an account of its own. */
class ImportLicensesCommandTest {
    private static final String KEY = "key-for-tests";

    private static final String HEADER = "account,instanceId,sdks,startsAt,expiresAt,offering,application\n";

    private static final String DATES = "2025-02-01T00:00:00Z,2026-02-01T00:00:00Z";

    @TempDir
    static Path database;

    private static RunningService service;
    private static ApiClient client;
    private static int accounts;

    @TempDir
    Path folder;

    private final ManualTiming timing = new ManualTiming();
    private Map<String, String> environment = Map.of("PLANSTACK_API_KEY", KEY);
    private String url = "";
    private String account = "";

    private record Outcome(int status, String out, String err) {
        List<String> faults() {
            return out.lines().filter(line -> line.startsWith("line ")).toList();
        }
    }

    @BeforeAll
    static void start() {
        service = RunningService.sandbox(database.resolve("test.db"), "2026-01-01T00:00:00Z");
        client = service.client();
        client.put(
                        "/v1/license-offerings/bundle",
                        "{'name': 'Bundle', 'sdks': [{'sdk': 'player', 'edition': 'professional'}],"
                                + " 'prices': {'P1Y': {'USD': '10.00'}}, 'withdrawn': false}")
                .expect(201);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void account() {
        url = service.url();
        account = "account-" + ++accounts;
        client.account(account, "100.00");
        client.put(
                        "/v1/accounts/" + account + "/applications/shop",
                        "{'name': 'Shop', 'packageName': 'com.example." + account.replace("-", "") + "'}")
                .expect(201);
    }

    private List<JsonNode> orders() {
        return client.all("/v1/license-orders?account=" + account, 1_000);
    }

    private Path csv(String... rows) throws IOException {
        return Files.writeString(
                folder.resolve("orders.csv"), HEADER + String.join("\n", rows).replace("%", account) + "\n");
    }

    private Outcome importing(Path file, String... more) {
        List<String> arguments = new ArrayList<>(List.of(file.toString(), "--to", url));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = new CommandLine(new ImportLicensesCommand(environment, timing))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Outcome(status, out.toString(), err.toString());
    }

    private static void counts(Outcome outcome, int takenOver, int alreadyThere, int refused) {
        assertThat(outcome.out() + outcome.err())
                .containsPattern("(?m)^ +" + takenOver + " (would be )?taken over$")
                .containsPattern("(?m)^ +" + alreadyThere + " already there$")
                .containsPattern("(?m)^ +" + refused + " (would be )?refused$");
        assertThat(outcome.status()).isEqualTo(refused == 0 ? 0 : 1);
        assertThat(outcome.faults()).hasSize(refused);
    }

    @Test
    void takes_orders_over_with_all_they_have() throws IOException {
        Path file = csv(
                "%,old-1,player:professional;effects:standard," + DATES + ",bundle,shop",
                "%,,player:basic," + DATES + ",,");

        counts(importing(file), 2, 0, 0);

        assertThat(orders())
                .satisfiesExactly(
                        first -> {
                            assertThat(first.at("/instanceId").asText()).isEqualTo("old-1");
                            assertThat(first.at("/sdks/1/edition").asText()).isEqualTo("standard");
                            assertThat(first.at("/startsAt").asText()).isEqualTo("2025-02-01T00:00:00Z");
                            assertThat(first.at("/expiresAt").asText()).isEqualTo("2026-02-01T00:00:00Z");
                            assertThat(first.at("/offering").asText()).isEqualTo("bundle");
                            assertThat(first.at("/application").asText()).isEqualTo("shop");
                        },
                        second -> {
                            assertThat(second.at("/instanceId").isNull()).isTrue();
                            assertThat(second.at("/offering").isNull()).isTrue();
                        });
    }

    @Test
    void takes_json_of_both_kinds_over() throws IOException {
        String order = "{\"account\": \"" + account + "\", \"instanceId\": \"%\", \"sdks\": [{\"sdk\": \"player\","
                + " \"edition\": \"basic\"}], \"startsAt\": \"2025-02-01T00:00:00Z\", \"expiresAt\": \"2026-02-01T00:00:00Z\"}";
        Path array = Files.writeString(
                folder.resolve("a.json"), "[" + order.replace("%", "a") + ",\n" + order.replace("%", "b") + "]");
        Path lines = Files.writeString(
                folder.resolve("orders.txt"), order.replace("%", "b") + "\n" + order.replace("%", "c") + "\n");

        counts(importing(array), 2, 0, 0);
        counts(importing(lines, "--format", "json"), 1, 1, 0);
        assertThat(orders()).hasSize(3);
    }

    @Test
    void a_dry_run_tells_the_same_and_changes_nothing() throws IOException {
        Path file = csv(
                "%,a,player:basic," + DATES + ",,",
                "%,b,player:basic," + DATES + ",nothing,",
                "%,a,effects:basic," + DATES + ",,",
                "%,c,player,2026-02-01T00:00:00Z,soon,,",
                "%,d,player:basic," + DATES + ",,nowhere",
                "nobody,e,player:basic," + DATES + ",,",
                "%,\"f\"g,player:basic," + DATES + ",,",
                "%,,player:basic," + DATES + ",,");

        Outcome dry = importing(file, "--dry-run");
        counts(dry, 2, 0, 6);
        assertThat(dry.out()).contains("This was a dry run: nothing was changed.");
        assertThat(orders()).isEmpty();
        assertThat(dry.faults())
                .satisfiesExactly(
                        b -> assertThat(b).isEqualTo("line 3: offering: names an offering that does not exist"),
                        a -> assertThat(a).isEqualTo("line 4: instanceId: is that of line 2 already"),
                        c -> assertThat(c)
                                .isEqualTo("line 5: sdks/0/edition: must be given; expiresAt: must be an RFC 3339"
                                        + " instant, such as \"2026-01-31T10:30:00Z\""),
                        d -> assertThat(d).startsWith("line 6: application: "),
                        e -> assertThat(e).startsWith("line 7: ").contains("account", "nobody"),
                        f -> assertThat(f).startsWith("line 8: is not CSV"));

        Outcome real = importing(file);
        counts(real, 2, 0, 6);
        assertThat(real.faults()).isEqualTo(dry.faults());
        assertThat(orders()).hasSize(2);
    }

    @Test
    void repeated_it_takes_nothing_over_twice() throws IOException {
        Path file = csv(
                "%,a b&c,player:basic," + DATES + ",,",
                "%,,player:basic," + DATES + ",,",
                "%,,player:basic," + DATES + ",,");

        counts(importing(file), 3, 0, 0);
        counts(importing(file), 0, 3, 0);
        assertThat(orders()).hasSize(3);
    }

    @Test
    void lines_may_be_put_right_taken_out_and_put_in_between_two_imports() throws IOException {
        String same = "%,,player:basic," + DATES + ",,";
        counts(
                importing(csv("%,a,player," + DATES + ",,", same, "nobody,b,player:basic," + DATES + ",,", same)),
                2,
                0,
                2);

        counts(
                importing(csv(same, same, "%,a,player:basic," + DATES + ",,", "%,n,player:basic," + DATES + ",,")),
                2,
                2,
                0);
        assertThat(orders()).hasSize(4);
    }

    @Test
    void an_instance_id_that_is_there_is_no_fault_if_it_is_the_same_order() throws IOException {
        counts(importing(csv("%,a,player:basic;effects:basic," + DATES + ",bundle,shop")), 1, 0, 0);
        Path elsewhere = Files.writeString(
                folder.resolve("other.csv"),
                "instanceId,account,sdks,startsAt,expiresAt\na," + account
                        + ",effects:basic;player:basic,2025-02-01T01:00:00+01:00,2026-02-01T00:00:00Z\n");
        counts(importing(elsewhere), 0, 1, 0);
        counts(importing(elsewhere, "--dry-run"), 0, 1, 0);

        String id = orders().get(0).at("/id").asText();
        client.post(
                        "/v1/license-orders/" + id + "/renewals",
                        "{'term': 'P1Y', 'currentExpiresAt': '2026-02-01T00:00:00Z'}")
                .expect(201);
        counts(importing(elsewhere), 0, 1, 0);

        Outcome other = importing(csv("%,a,player:basic;effects:pro,2025-02-01T00:00:00Z,2026-02-02T00:00:00Z,,"));
        counts(other, 0, 0, 1);
        assertThat(other.faults().get(0))
                .startsWith("line 2: instanceId: is the instance ID of " + id + " already")
                .endsWith("with expiresAt 2026-02-01T00:00:00Z and other sdks");
        assertThat(orders()).hasSize(1);
    }

    @Test
    void what_was_taken_over_while_the_answer_was_lost_is_there_once() throws IOException {
        String same = "%,,player:basic," + DATES + ",,";
        Path file = csv(same, "%,a,player:basic," + DATES + ",,", same, same, same);
        try (LossyProxy proxy = new LossyProxy(service.url(), post -> post % 3 != 2)) {
            url = proxy.url();
            Outcome outcome = importing(file);

            assertThat(outcome.status()).as(outcome.err()).isZero();
            assertThat(outcome.err()).contains("Waiting up to a minute for " + url);
        }
        assertThat(orders()).hasSize(5);
    }

    @Test
    void goes_on_where_it_had_to_stop() throws IOException {
        String same = "%,,player:basic," + DATES + ",,";
        Path file = csv(same, same, "%,a,player:basic," + DATES + ",,", same);
        try (LossyProxy proxy = new LossyProxy(service.url(), post -> post >= 2)) {
            url = proxy.url();
            Outcome stopped = importing(file);

            assertThat(stopped.status()).isEqualTo(1);
            assertThat(stopped.err()).contains("Stopped: ", "run the same command again: nothing is taken twice");
            assertThat(stopped.out()).contains("2 taken over");
        }
        url = service.url();
        assertThat(orders()).hasSize(3);

        counts(importing(file), 1, 3, 0);
        assertThat(orders()).hasSize(4);
    }

    @Test
    void a_key_that_may_not_is_told_before_anything_else() throws IOException {
        String secret = client.post("/v1/api-keys", "{'name': 'reader', 'scopes': ['read'], 'account': null}")
                .expect(201)
                .at("/secret");
        environment = Map.of("PLANSTACK_API_KEY", String.valueOf(secret));
        Outcome mayNot = importing(csv("%,a,player:basic," + DATES + ",,"));
        environment = Map.of("PLANSTACK_ADMIN_KEY", "wrong");
        Outcome unknown = importing(csv("%,a,player:basic," + DATES + ",,"));
        environment = Map.of();
        Outcome none = importing(csv("%,a,player:basic," + DATES + ",,"));

        assertThat(mayNot.status()).isEqualTo(1);
        assertThat(mayNot.err()).contains("The key in PLANSTACK_API_KEY may not POST");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.err()).contains("does not know the key in PLANSTACK_ADMIN_KEY");
        assertThat(none.status()).isEqualTo(1);
        assertThat(none.err()).contains("Set the environment variable PLANSTACK_API_KEY");
        assertThat(orders()).isEmpty();
    }

    @Test
    void a_file_that_cannot_be_read_stops_before_anything_is_sent() throws IOException {
        Path header = Files.writeString(folder.resolve("wrong.csv"), "account,sdk\u001b[2J\nacme,b\n");
        Path json = Files.writeString(folder.resolve("wrong.json"), HEADER);

        assertThat(importing(header).err())
                .contains("Stopped: The header in line 1: there is no column \"sdk?[2J\"")
                .doesNotContain("\u001b");
        assertThat(importing(header).status()).isEqualTo(1);
        assertThat(importing(json).err()).contains("Stopped: The file is neither a JSON array");
    }

    @Test
    void what_the_file_says_does_not_control_the_terminal() throws IOException {
        Outcome outcome = importing(csv("%,a\u001b[2J\u009b,player:basic," + DATES + ",,"));

        counts(outcome, 0, 0, 1);
        assertThat(outcome.out()).doesNotContain("\u001b", "\u009b");
    }

    @Test
    void takes_the_good_lines_of_a_file_with_bad_ones() throws IOException {
        String good = account + ",%,player:basic," + DATES + ",,\n";
        Path file = Files.write(
                folder.resolve("orders.csv"),
                (HEADER + good.replace("%", "a") + "caf\u00e9,b,,,,,\n" + good.replace("%", "c") + account + ",\""
                                + good.replace("%", "d"))
                        .getBytes(ISO_8859_1));

        Outcome outcome = importing(file);

        counts(outcome, 2, 0, 2);
        assertThat(outcome.faults())
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("line 3: is not UTF-8"),
                        second -> assertThat(second).startsWith("line 5: a quote is opened here and not closed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-such-file.csv",
                ".",
                "",
                "orders.txt",
                "orders.csv --format xml",
                "orders.csv --to ftp://localhost",
                "orders.csv --colour red",
            })
    void refuses_wrong_arguments(String arguments) throws IOException {
        String known = csv("%,a,player:basic," + DATES + ",,").toString();
        String unknown = Files.writeString(folder.resolve("orders.txt"), HEADER).toString();

        Outcome outcome = run(arguments
                .replace("orders.csv", known)
                .replace("orders.txt", unknown)
                .split(" "));

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("Usage: import-licenses").doesNotContain("Exception");
    }

    @Test
    void another_service_is_told() throws IOException {
        url = service.url() + "/docs";

        Outcome outcome = importing(csv("%,a,player:basic," + DATES + ",,"));

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("does not answer like a Planstack").contains("Check --to");
    }

    @Test
    void explains_itself() {
        Outcome outcome = run("--help");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .contains("--dry-run", "--format", "PLANSTACK_API_KEY", "import-licenses orders.csv --dry-run");
    }
}
