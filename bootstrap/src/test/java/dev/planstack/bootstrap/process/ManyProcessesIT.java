package dev.planstack.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.planstack.bootstrap.api.Answer;
import dev.planstack.bootstrap.api.ApiClient;
import dev.planstack.bootstrap.api.AtOnce;
import dev.planstack.bootstrap.serve.Receiver;
import dev.planstack.persistence.postgres.PostgresServer;
import dev.planstack.persistence.postgres.PostgresServer.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three processes on one PostgreSQL: whichever is asked, all at the same instant, each answers as if there were only one. */
class ManyProcessesIT {

    private static final int PROCESSES = 3;
    private static final String NOON = "2026-01-10T12:00:00Z";

    @TempDir
    static Path folder;

    private static Database database;
    private static final List<PlanstackProcess> STARTED = new ArrayList<>();
    private static final List<ApiClient> CLIENTS = new ArrayList<>();

    private static int accounts;
    private String account;
    private ApiClient one;

    @BeforeAll
    static void start() {
        database = PostgresServer.shared().newDatabase();
        // at once, on a database without a table
        for (int i = 0; i < PROCESSES; i++) {
            STARTED.add(PlanstackProcess.startSandbox(
                    folder, Map.of(), "--database", database.url(), "--clock", NOON, "--webhooks-allow-private"));
        }
        STARTED.forEach(process -> CLIENTS.add(process.client()));
        ApiClient first = CLIENTS.get(0);
        first.meter("m", "GB", 0, "1");
        first.offering("plan", "m", "1000", "P1M", "1.00");
    }

    @AfterAll
    static void stop() {
        STARTED.forEach(PlanstackProcess::close);
        assertThat(Exports.complaints(database.url())).isEmpty();
    }

    @BeforeEach
    void open() {
        account = "a" + accounts++;
        one = CLIENTS.get(0);
        one.account(account, "60.00");
    }

    private String path(String below) {
        return "/v1/accounts/" + account + below;
    }

    private static ApiClient any(int i) {
        return CLIENTS.get(i % PROCESSES);
    }

    private static Map<Integer, Long> statuses(List<Answer> answers) {
        return answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting()));
    }

    private static long sum(List<Answer> answers, String pointer) {
        return answers.stream()
                .mapToLong(answer -> Long.parseLong(answer.at(pointer)))
                .sum();
    }

    @Test
    void u1_the_same_record_64_times_at_once_counts_once() throws Exception {
        List<Answer> answers = AtOnce.each(64, i -> () -> any(i).use(account, "same", "m", "7", NOON));

        assertThat(statuses(answers)).containsExactly(Map.entry(200, 64L));
        assertThat(sum(answers, "/accepted")).isEqualTo(1);
        assertThat(sum(answers, "/duplicates")).isEqualTo(63);
        assertThat(one.get(path("")).at("/accrued")).isEqualTo("7.00");
    }

    @Test
    void p11_a_balance_for_60_buys_exactly_60_plans() throws Exception {
        List<Answer> answers = AtOnce.each(100, i -> () -> any(i).post(path("/plans"), "{'offering': 'plan'}"));

        assertThat(statuses(answers)).containsOnly(Map.entry(201, 60L), Map.entry(402, 40L));
        assertThat(one.get(path("")).at("/balance")).isEqualTo("0.00");
        assertThat(one.all(path("/plans"), 100)).hasSize(60);
    }

    @Test
    void l5_50_renewals_of_one_order_at_once_charge_once() throws Exception {
        one.put(
                        "/v1/license-offerings/suite",
                        "{'name': 'Suite', 'sdks': [{'sdk': 'player', 'edition': 'standard'}], 'prices': {'P1M': {'USD': '5.00'}}}")
                .expect(201);
        Answer bought = one.post(path("/license-orders"), "{'offering': 'suite', 'term': 'P1M'}")
                .expect(201);
        String renewal = "{'term': 'P1M', 'currentExpiresAt': '" + bought.at("/expiresAt") + "'}";
        List<Answer> answers = AtOnce.each(
                50, i -> () -> any(i).post("/v1/license-orders/" + bought.at("/id") + "/renewals", renewal));

        assertThat(statuses(answers)).containsOnly(Map.entry(201, 1L), Map.entry(409, 49L));
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .allSatisfy(answer -> assertThat(answer.problem()).isEqualTo("expiry-changed"));
        assertThat(one.get(path("")).at("/balance")).isEqualTo("50.00");
    }

    @Test
    void one_idempotency_key_at_once_has_one_effect_and_one_answer() throws Exception {
        List<Answer> answers = AtOnce.each(60, i -> () -> any(i).post(path("/top-ups"), "{'amount': '5.00'}", "key"));

        assertThat(statuses(answers)).containsExactly(Map.entry(201, 60L));
        assertThat(answers.stream().map(Answer::text))
                .containsOnly(answers.get(0).text());
        assertThat(answers.stream()
                        .filter(answer -> answer.headers()
                                .firstValue("Idempotency-Replayed")
                                .isEmpty()))
                .hasSize(1);
        assertThat(one.get(path("")).at("/balance")).isEqualTo("65.00");
    }

    @Test
    void commits_are_numbered_without_gaps() throws Exception {
        long before = one.get("/v1/clock").commit();
        int writes = 120;
        List<Answer> answers = AtOnce.each(writes, i -> () -> any(i).use(account, "u" + i, "m", "1", NOON));

        assertThat(answers.stream().map(Answer::commit))
                .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(before + 1, before + writes)
                        .boxed()
                        .toList());
        for (ApiClient client : CLIENTS) {
            assertThat(client.get("/v1/clock").commit()).isEqualTo(before + writes);
        }
    }

    @Test
    void e1_events_are_numbered_without_gaps_and_told_in_order_of_commits() throws Exception {
        List<Answer> answers = AtOnce.each(
                60,
                i -> () -> i % 2 == 0
                        ? any(i).post(path("/top-ups"), "{'amount': '1.00'}")
                        : any(i).post(path("/plans"), "{'offering': 'plan'}"));
        assertThat(statuses(answers)).containsExactly(Map.entry(201, 60L));

        List<Long> sequences = any(1).all(path("/events"), 7).stream()
                .map(event -> event.get("sequence").asLong())
                .toList();
        assertThat(sequences)
                .hasSizeGreaterThan(60)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, sequences.size()).boxed().toList());
    }

    @Test
    void what_one_sells_at_a_new_price_the_others_do_too() {
        for (int price = 1; price <= 12; price++) {
            any(price).offering("changing", "m", "1", "P1M", price + ".00");
            for (ApiClient client : CLIENTS) {
                client.post(path("/top-ups"), "{'amount': '" + price + "'}").expect(201);
                client.buy(account, "changing");
                assertThat(client.get(path("")).at("/balance")).isEqualTo("60.00");
            }
        }
    }

    private static void price(ApiClient client, String meter, String prices) {
        client.put("/v1/meters/" + meter, "{'name': 'Meter', 'unit': 'GB', 'scale': 0, 'prices': {" + prices + "}}")
                .expect(200, 201);
    }

    @Test
    void what_one_prices_anew_the_others_know() {
        for (int i = 0; i < PROCESSES; i++) {
            String meter = "new" + i;
            price(any(i), meter, "'EUR': [{'unitPrice': '1'}]");
            for (ApiClient client : CLIENTS) {
                client.use(account, "r" + i, meter, "1", NOON).expect(422);
            }
            price(any(i), meter, "'EUR': [{'unitPrice': '1'}], 'USD': [{'unitPrice': '1'}]");
            any(i + 1).use(account, "r" + i, meter, "1", NOON).expect(200);
            any(i + 2).use(account, "s" + i, meter, "1", NOON).expect(200);
        }
        assertThat(one.get(path("")).at("/accrued")).isEqualTo(2 * PROCESSES + ".00");
    }

    @Test
    void who_follows_one_hears_what_another_does() {
        String after = one.get("/v1/events?order=newest&limit=1").expect(200).at("/next");
        CompletableFuture<Answer> heard =
                CompletableFuture.supplyAsync(() -> any(1).get("/v1/events?wait=20&after=" + ApiClient.encoded(after))
                        .expect(200));
        any(2).post(path("/top-ups"), "{'amount': '1.00'}").expect(201);

        List<JsonNode> events = heard.join().data();
        assertThat(events)
                .anySatisfy(event -> assertThat(event.get("account").asText()).isEqualTo(account));
    }

    @Test
    void one_at_a_time_delivers_to_a_webhook() throws Exception {
        try (Receiver receiver = Receiver.answering(200)) {
            one.put("/v1/webhooks/w", "{'url': '" + receiver.url() + "'}").expect(201);
            int events = 60;
            List<Answer> answers = AtOnce.each(events, i -> () -> any(i).post(path("/top-ups"), "{'amount': '1.00'}"));
            assertThat(statuses(answers)).containsExactly(Map.entry(201, (long) events));

            List<String> told =
                    receiver.next(events).stream().map(Receiver.Received::id).toList();
            // before these come its creation and its first payment
            assertThat(told)
                    .containsExactlyElementsOf(IntStream.range(0, events)
                            .mapToObj(i -> account + "_" + (i + 3))
                            .toList());
            while (!"0".equals(one.get("/v1/webhooks/w").at("/pending"))) {
                Thread.onSpinWait();
            }
            assertThat(receiver.waiting()).as("nothing is told twice").isZero();
            one.delete("/v1/webhooks/w").expect(204);
        }
    }

    @Test
    void b1_what_falls_due_is_done_once() throws Exception {
        for (int i : IntStream.range(0, 60).toArray()) {
            any(i).use(account, "h" + i, "m", "1", NOON).expect(200);
        }
        List<Answer> answers =
                AtOnce.each(PROCESSES, i -> () -> any(i).put("/v1/clock", "{'now': '2026-01-10T16:00:00Z'}"));
        assertThat(statuses(answers)).containsExactly(Map.entry(200, (long) PROCESSES));
        assertThat(one.all(path("/transactions?type=bill"), 100))
                .singleElement()
                .satisfies(bill -> assertThat(bill.get("amount").asText()).isEqualTo("-60.00"));
    }
}
