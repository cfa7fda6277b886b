package dev.planstack.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.bootstrap.transfer.ExportCommand;
import dev.planstack.bootstrap.verify.VerifyCommand;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Purchases, usage, voids, payments, expiries, suspensions and releases of the same accounts at the same instants. One after the other,
 * in the order of their commits, the same requests get the same answers and leave the same behind.
 */
class CollisionsTest {

    private static final Instant NOON = Instant.parse("2026-01-10T12:00:00Z");
    private static final int CLIENTS = 8;
    private static final int REQUESTS = 60;
    private static final int ACCOUNTS = 2;
    private static final Duration STEP = Duration.ofMinutes(20);

    @TempDir
    Path folder;

    private record Request(String method, String path, String body) {

        Answer send(ApiClient client) {
            return client.sendJson(method, path, body.replace('\'', '"'), Map.of());
        }

        boolean isClock() {
            return path.equals("/v1/clock");
        }
    }

    private record Exchange(Request request, Answer answer) {

        /** Of what has the same number, the change that got it came first, then the clock moved on, then others saw both. */
        int rank() {
            boolean changed = answer.status() < 300 && !"0".equals(answer.at("/accepted"));
            return request.isClock() ? 1 : changed ? 0 : 2;
        }

        private static Comparator<Exchange> byCommit() {
            return Comparator.comparingLong((Exchange e) -> e.answer().commit()).thenComparingInt(Exchange::rank);
        }
    }

    private static void prepare(ApiClient client) {
        client.meter("m", "GB", 0, "1");
        client.offering("plan", "m", "5", "PT2H", "1.00");
        for (int i = 0; i < ACCOUNTS; i++) {
            client.put(
                            "/v1/accounts/a" + i,
                            "{'name': 'A', 'currency': 'USD', 'protection': {'amount': '5.00', 'duration': 'PT2H'},"
                                    + " 'releaseAfter': 'PT6H'}")
                    .expect(201);
            client.post("/v1/accounts/a" + i + "/top-ups", "{'amount': '20.00'}")
                    .expect(201);
        }
    }

    private static Request request(int client, int number, SplittableRandom random) {
        String account = "a" + random.nextInt(ACCOUNTS);
        String path = "/v1/accounts/" + account;
        int what = random.nextInt(10);
        if (client == 0) {
            return new Request("PUT", "/v1/clock", "{'now': '" + NOON.plus(STEP.multipliedBy(number + 1)) + "'}");
        }
        if (what < 3) {
            return new Request("POST", path + "/plans", "{'offering': 'plan'}");
        }
        if (what < 4) {
            return new Request("POST", path + "/top-ups", "{'amount': '" + random.nextInt(1, 9) + ".00'}");
        }
        String id = "r" + random.nextInt(60);
        return what < 6
                ? new Request("DELETE", path + "/usage/" + id, "")
                : new Request("POST", "/v1/usage", ApiClient.record(account, id, "m", "2", NOON.toString()));
    }

    private static List<Exchange> collide(ApiClient client) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<List<Exchange>>> clients = IntStream.range(0, CLIENTS)
                    .<Callable<List<Exchange>>>mapToObj(number -> () -> {
                        SplittableRandom random = new SplittableRandom(number);
                        List<Exchange> exchanges = new ArrayList<>();
                        for (int i = 0; i < REQUESTS; i++) {
                            Request request = request(number, i, random);
                            exchanges.add(new Exchange(request, request.send(client)));
                        }
                        return exchanges;
                    })
                    .toList();
            List<Exchange> all = new ArrayList<>();
            for (Future<List<Exchange>> exchanges : threads.invokeAll(clients)) {
                all.addAll(exchanges.get());
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    /** What an export tells of accounts; the keys of licenses are not the same twice. */
    private static List<String> accounts(Path database) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(new CommandLine(new ExportCommand(out)).execute("--database", database.toString()))
                .isZero();
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(
                        line -> line.matches(
                                "\\{\"kind\":\"(account|plan|plan-use|usage|slice|hour-use|month-use|mode|transaction|bill|event)\".*"))
                .toList();
    }

    /** What is answered otherwise when the same requests come one by one. */
    private static List<String> differences(Path database, List<Exchange> exchanges) {
        List<String> differences = new ArrayList<>();
        try (RunningService service = RunningService.sandbox(database, NOON.toString())) {
            prepare(service.client());
            for (Exchange exchange : exchanges) {
                String before = told(exchange.answer());
                String again = told(exchange.request().send(service.client()));
                if (!again.equals(before)) {
                    differences.add(exchange.request() + ": " + before + ", now " + again);
                }
            }
        }
        return differences;
    }

    private static String told(Answer answer) {
        return answer.status() + " at commit " + answer.commit() + ": " + answer.text();
    }

    @Test
    void each_answer_is_that_of_the_requests_one_after_the_other() throws Exception {
        Path first = folder.resolve("at-once.db");
        List<Exchange> exchanges;
        try (RunningService service = RunningService.sandbox(first, NOON.toString())) {
            prepare(service.client());
            exchanges = new ArrayList<>(collide(service.client()));
        }
        // the control: the order matters
        assertThat(differences(folder.resolve("as-sent.db"), exchanges)).isNotEmpty();
        exchanges.sort(Exchange.byCommit());

        Path second = folder.resolve("one-by-one.db");
        assertThat(differences(second, exchanges)).isEmpty();
        assertThat(accounts(first)).isEqualTo(accounts(second)).isNotEmpty();
        assertThat(new CommandLine(new VerifyCommand()).execute("--database", first.toString()))
                .isZero();
        assertThat(exchanges.stream().map(e -> e.answer().status()))
                .as("the requests were in each other's way; in which ways is a matter of luck")
                .contains(200, 201)
                .containsAnyOf(204, 402, 404, 409);
        assertThat(String.join("\n", accounts(first))).contains("plan.expired", "bill.issued");
    }
}
