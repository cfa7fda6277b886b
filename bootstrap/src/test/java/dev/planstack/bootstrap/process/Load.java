package dev.planstack.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.bootstrap.api.Answer;
import dev.planstack.bootstrap.api.ApiClient;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Clients of a sandbox that dies now and then, or of several on one database. Each writes down what it is going to send, and sends
 * it with the same id again and again, to whichever of them, until it is acknowledged: usage, purchases, payments, renewals, and the clock,
 * so that hours are billed in between. Now and then what is acknowledged is sent once more and must change nothing.
 */
final class Load {

    static final String NOON = "2026-01-10T12:00:00Z";

    private static final int CLIENTS = 8;
    private static final int ACCOUNTS = 4;
    private static final int BATCH = 20;
    private static final int ONE_IN_SO_MANY_AGAIN = 10;
    private static final String FIRST_EXPIRY = "2026-02-10T12:00:00Z";

    private static final long PATIENCE_SECONDS = 120;
    private static final long PAUSE_MILLIS = 20;
    private static final int ACKNOWLEDGED_PER_STEP_OF_THE_CLOCK = 50;
    private static final int SECONDS_PER_STEP_OF_THE_CLOCK = 1200;

    private final Ledger ledger = new Ledger();
    private final Set<String> problems = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final CountDownLatch done = new CountDownLatch(CLIENTS);
    private volatile List<ApiClient> services;
    private volatile boolean stop;
    private volatile Optional<Throwable> failure = Optional.empty();

    private record Request(String path, String method, String body, Map<String, String> headers, List<String> ids) {

        boolean isKeyed() {
            return headers.containsKey("Idempotency-Key");
        }
    }

    /** Starts to send to services that {@link #prepare} was done for. */
    Load(ApiClient... clients) {
        services = List.of(clients);
        for (int i = 0; i < CLIENTS; i++) {
            Client client = new Client(i);
            threads.execute(client::send);
        }
    }

    /** Sets up what the clients need. */
    static void prepare(ApiClient client) {
        client.meter("m", "GB", 3, "0.01");
        client.offering("plan", "m", "50", "P1M", "1.00");
        client.put(
                        "/v1/license-offerings/suite",
                        "{'name': 'Suite', 'sdks': [{'sdk': 'player', 'edition': 'standard'}], 'prices': {'P1M': {'USD': '1.00'}}}")
                .expect(201);
        for (int i = 0; i < ACCOUNTS; i++) {
            client.account("a" + i, "100000.00");
        }
        for (int i = 0; i < CLIENTS; i++) {
            client.post("/v1/accounts/a" + i % ACCOUNTS + "/license-orders", "{'offering': 'suite', 'term': 'P1M'}")
                    .expect(201);
        }
    }

    /** Where the service is now, or the services are. */
    void connect(ApiClient... clients) {
        services = List.of(clients);
    }

    Ledger ledger() {
        return ledger;
    }

    /** The problems that were answered. */
    Set<String> problems() {
        return problems;
    }

    /** One of the clients: it sends one request after the other, and it alone renews its license order. */
    private final class Client {

        private final SplittableRandom random;
        private final String order;
        private String expiresAt = FIRST_EXPIRY;

        Client(int number) {
            random = new SplittableRandom(number);
            order = String.format("a%d.order-%09d", number % ACCOUNTS, number / ACCOUNTS + 1);
        }

        void send() {
            try {
                while (!stop) {
                    Request request = request();
                    Answer answer = answer(request);
                    request.ids().forEach(ledger::acknowledged);
                    if (request.path().endsWith("/renewals")) {
                        expiresAt = answer.at("/expiresAt");
                    }
                    synchronized (Load.this) {
                        Load.this.notifyAll();
                    }
                    if (random.nextInt(ONE_IN_SO_MANY_AGAIN) == 0) {
                        tried(request).ifPresent(again -> assertNothingChanged(request, answer, again));
                    }
                }
            } catch (Throwable e) {
                failure = Optional.of(e);
            } finally {
                done.countDown();
            }
        }

        private Answer answer(Request request) throws InterruptedException {
            Optional<Answer> answer = tried(request);
            while (answer.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                answer = tried(request);
            }
            return answer.get();
        }

        private Request request() {
            int what = random.nextInt(100);
            String account = "a" + random.nextInt(ACCOUNTS);
            if (what < 5) {
                String id = written("p", Ledger.Kind.PURCHASE, account, "0");
                return post("/v1/accounts/" + account + "/plans", "{\"offering\": \"plan\"}", id);
            }
            if (what < 10) {
                String amount = "" + random.nextInt(1, 100);
                String id = written("t", Ledger.Kind.TOP_UP, account, amount);
                String body = "{\"amount\": \"" + amount + "\", \"reference\": \"" + id + "\"}";
                return post("/v1/accounts/" + account + "/top-ups", body, id);
            }
            if (what < 13) {
                String id = written("r", Ledger.Kind.RENEWAL, order.replaceFirst("\\..*", ""), "0");
                String body = "{\"term\": \"P1M\", \"currentExpiresAt\": \"" + expiresAt + "\"}";
                return post("/v1/license-orders/" + order + "/renewals", body, id);
            }
            if (what < 18) {
                long steps = ledger.acknowledged() / ACKNOWLEDGED_PER_STEP_OF_THE_CLOCK;
                Instant now = Instant.parse(NOON).plusSeconds(steps * SECONDS_PER_STEP_OF_THE_CLOCK);
                return new Request("/v1/clock", "PUT", "{\"now\": \"" + now + "\"}", Map.of(), List.of());
            }
            return usage(what < 60 ? 1 : random.nextInt(2, BATCH));
        }

        private Request usage(int size) {
            List<String> ids = new ArrayList<>();
            List<String> records = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                String account = "a" + random.nextInt(ACCOUNTS);
                String quantity = random.nextInt(3) + "." + random.nextInt(1, 1000);
                String id = written("u", Ledger.Kind.USAGE, account, quantity);
                ids.add(id);
                records.add(ApiClient.record(account, id, "m", quantity, NOON));
            }
            String body = size == 1 ? records.get(0) : records.toString();
            return new Request("/v1/usage?results=none", "POST", body, Map.of(), ids);
        }

        private Optional<Answer> tried(Request request) {
            try {
                Map<String, String> headers = new HashMap<>(request.headers());
                headers.put("Content-Type", "application/json");
                List<ApiClient> now = services;
                Answer answer = now.get(random.nextInt(now.size()))
                        .sendOrFail(request.method(), request.path(), request.body(), headers);
                if (answer.status() == 503) {
                    problems.add(answer.problem());
                    return Optional.empty();
                }
                // another client may have set the clock further meanwhile
                boolean isLate = answer.status() == 409 && request.path().equals("/v1/clock");
                return Optional.of(isLate ? answer : answer.expect(200, 201));
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }

    private static void assertNothingChanged(Request request, Answer first, Answer again) {
        if (request.isKeyed()) {
            assertThat(again.text()).isEqualTo(first.text());
        } else if (!request.ids().isEmpty()) {
            assertThat(again.at("/accepted")).as(request.body()).isEqualTo("0");
        }
    }

    private String written(String prefix, Ledger.Kind kind, String account, String amount) {
        String id = prefix + next.getAndIncrement();
        ledger.sending(id, Ledger.Entry.of(kind, account, amount));
        return id;
    }

    private static Request post(String path, String body, String id) {
        return new Request(path, "POST", body, Map.of("Idempotency-Key", id), List.of(id));
    }

    /** Waits until so much more is acknowledged. */
    void awaitAcknowledged(int more) throws InterruptedException {
        awaitAcknowledged(more, () -> false);
    }

    /** Waits until so much more is acknowledged, or something else is so. */
    void awaitAcknowledged(int more, BooleanSupplier orElse) throws InterruptedException {
        int wanted = ledger.acknowledged() + more;
        await(() -> ledger.acknowledged() >= wanted || orElse.getAsBoolean());
    }

    /** Has the clients go on until an instant of {@link System#nanoTime}. */
    void awaitInstant(long nanoTime) throws InterruptedException {
        await(() -> System.nanoTime() - nanoTime >= 0);
    }

    /** Waits until a problem was answered. */
    void awaitProblem(String problem) throws InterruptedException {
        await(() -> problems.contains(problem));
    }

    /** Waits until something is so. */
    synchronized void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean() && failure.isEmpty()) {
            assertThat(System.nanoTime() - deadline)
                    .as("patience with a service that answers %s", problems)
                    .isNegative();
            wait(PAUSE_MILLIS);
        }
    }

    /** Has everything that was begun acknowledged by the service, which must be there, and nothing new begun. */
    void end() throws InterruptedException {
        stop = true;
        assertThat(done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        threads.shutdownNow();
        assertThat(failure).isEmpty();
        assertThat(ledger.acknowledged()).isEqualTo(ledger.sent()).isPositive();
    }

    /** Lets go of the clients, whatever they are doing. */
    void abandon() {
        stop = true;
        threads.shutdownNow();
    }
}
