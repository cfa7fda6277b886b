package dev.planstack.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.planstack.bootstrap.serve.ServiceConfig;
import dev.planstack.persistence.WholeDatabase;
import dev.planstack.persistence.postgres.PostgresServer;
import dev.planstack.persistence.postgres.PostgresServer.Database;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Accounts spread by a hash over several PostgreSQL servers, each with a Planstack of its own and the same catalog, live as they
 * do on one: every request is answered the same, and what is stored of each account is the same. So no account needs
 * what is on another's server.
 */
class SpreadAccountsTest {

    private static final int SERVERS = 3;
    private static final int LENGTH = 90;
    private static final int MANY = ServiceConfig.MANY_ACCOUNTS_PER_COMMIT;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where an event stands among those of all accounts of a server. */
    private static final List<String> OF_THE_SERVER = List.of("commit", "ordinal");

    @TempDir
    Path folder;

    @Test
    void accounts_spread_over_servers_live_as_on_one() throws IOException {
        PostgresServer first = PostgresServer.shared();
        try (PostgresServer second = PostgresServer.start();
                PostgresServer third = PostgresServer.start()) {
            Database alone = first.newDatabase();
            List<Database> cells = List.of(first.newDatabase(), second.newDatabase(), third.newDatabase());
            play(alone, cells);

            SortedMap<String, List<JsonNode>> expected = accounts(alone);
            assertThat(expected.keySet()).containsAll(RandomStory.ACCOUNTS);
            SortedMap<String, List<JsonNode>> spread = new TreeMap<>();
            for (int cell = 0; cell < SERVERS; cell++) {
                SortedMap<String, List<JsonNode>> here = accounts(cells.get(cell));
                int number = cell;
                assertThat(here.keySet()).isNotEmpty().allMatch(account -> cell(account) == number);
                spread.putAll(here);
            }
            assertThat(spread).isEqualTo(expected);
        }
    }

    private static int cell(String account) {
        return Math.floorMod(account.hashCode(), SERVERS);
    }

    private void play(Database alone, List<Database> cells) {
        String start = RandomStory.START.toString();
        try (RunningService one = RunningService.sandbox(alone, folder.resolve("alone.json"), start, MANY);
                RunningService a = RunningService.sandbox(cells.get(0), folder.resolve("a.json"), start, MANY);
                RunningService b = RunningService.sandbox(cells.get(1), folder.resolve("b.json"), start, MANY);
                RunningService c = RunningService.sandbox(cells.get(2), folder.resolve("c.json"), start, MANY)) {
            ApiClient single = one.client();
            List<ApiClient> spread = List.of(a.client(), b.client(), c.client());
            Instant now = RandomStory.START;
            for (RandomStory.Step step : RandomStory.of(2, LENGTH).stream()
                    .flatMap(RandomStory.Step::byAccount)
                    .toList()) {
                if (step.at().isAfter(now)) {
                    now = step.at();
                    setClock(now, single, spread);
                }
                Answer expected = send(single, step);
                List<ApiClient> asked = step.account()
                        .map(account -> List.of(spread.get(cell(account))))
                        .orElse(spread);
                for (ApiClient client : asked) {
                    Answer answer = send(client, step);
                    assertThat(answer.status()).as("%s", step).isEqualTo(expected.status());
                    assertThat(answer.text()).as("%s", step).isEqualTo(expected.text());
                }
            }
            setClock(now.plus(Duration.ofDays(40)), single, spread);
        }
    }

    private static Answer send(ApiClient client, RandomStory.Step step) {
        return client.sendJson(step.method(), step.path(), step.json(), Map.of());
    }

    private static void setClock(Instant now, ApiClient single, List<ApiClient> spread) {
        single.clock(now.toString());
        spread.forEach(client -> client.clock(now.toString()));
    }

    /** The lines of an export by account, without what is of the server alone. */
    private static SortedMap<String, List<JsonNode>> accounts(Database database) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        WholeDatabase.at(RunningService.location(database)).exportTo(lines, OptionalLong.empty());
        SortedMap<String, List<JsonNode>> accounts = new TreeMap<>();
        for (String line : lines.toString(StandardCharsets.UTF_8).lines().toList()) {
            ObjectNode read = (ObjectNode) JSON.readTree(line);
            String kind = read.get("kind").asText();
            String account =
                    read.path(kind.equals("account") ? "id" : "account").asText("");
            if (!account.isEmpty()) {
                accounts.computeIfAbsent(account, id -> new ArrayList<>()).add(read.without(OF_THE_SERVER));
            }
        }
        return accounts;
    }
}
