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
 * Clients of a sandbox that dies now and then. Each writes down what it is going to send, and sends it with the same id again and
 * again until it is acknowledged: usage, purchases, payments, and the clock, so that hours are billed in between.
 */
final class Load {

    static final String NOON = "2026-01-10T12:00:00Z";

    private static final int CLIENTS = 8;
    private static final int ACCOUNTS = 4;
    private static final int BATCH = 20;

    private static final long PATIENCE_SECONDS = 120;
    private static final long PAUSE_MILLIS = 20;
    private static final int ACKNOWLEDGED_PER_STEP_OF_THE_CLOCK = 50;
    private static final int SECONDS_PER_STEP_OF_THE_CLOCK = 1200;

    private final Ledger ledger = new Ledger();
    private final Set<String> problems = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final CountDownLatch done = new CountDownLatch(CLIENTS);
    private volatile ApiClient service;
    private volatile boolean stop;
    private volatile Optional<Throwable> failure = Optional.empty();

    private record Request(String path, String method, String body, Map<String, String> headers, List<String> ids) {}

    /** Starts to send to a service that {@link #prepare} was done for. */
    Load(ApiClient client) {
        service = client;
        for (int i = 0; i < CLIENTS; i++) {
            SplittableRandom random = new SplittableRandom(i);
            threads.execute(() -> send(random));
        }
    }

    /** Sets up what the clients need. */
    static void prepare(ApiClient client) {
        client.meter("m", "GB", 3, "0.01");
        client.offering("plan", "m", "50", "P1M", "1.00");
        for (int i = 0; i < ACCOUNTS; i++) {
            client.account("a" + i, "100000.00");
        }
    }

    /** Where the service is now. */
    void connect(ApiClient client) {
        service = client;
    }

    Ledger ledger() {
        return ledger;
    }

    /** The problems that were answered. */
    Set<String> problems() {
        return problems;
    }

    private void send(SplittableRandom random) {
        try {
            while (!stop) {
                Request request = request(random);
                while (!tried(request)) {
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
                request.ids().forEach(ledger::acknowledged);
                synchronized (this) {
                    notifyAll();
                }
            }
        } catch (Throwable e) {
            failure = Optional.of(e);
        } finally {
            done.countDown();
        }
    }

    private Request request(SplittableRandom random) {
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
        if (what < 15) {
            long steps = ledger.acknowledged() / ACKNOWLEDGED_PER_STEP_OF_THE_CLOCK;
            Instant now = Instant.parse(NOON).plusSeconds(steps * SECONDS_PER_STEP_OF_THE_CLOCK);
            return new Request("/v1/clock", "PUT", "{\"now\": \"" + now + "\"}", Map.of(), List.of());
        }
        return usage(random, what < 60 ? 1 : random.nextInt(2, BATCH));
    }

    private Request usage(SplittableRandom random, int size) {
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

    private String written(String prefix, Ledger.Kind kind, String account, String amount) {
        String id = prefix + next.getAndIncrement();
        ledger.sending(id, Ledger.Entry.of(kind, account, amount));
        return id;
    }

    private static Request post(String path, String body, String id) {
        return new Request(path, "POST", body, Map.of("Idempotency-Key", id), List.of(id));
    }

    private boolean tried(Request request) {
        try {
            Map<String, String> headers = new HashMap<>(request.headers());
            headers.put("Content-Type", "application/json");
            Answer answer = service.sendOrFail(request.method(), request.path(), request.body(), headers);
            if (answer.status() == 503) {
                problems.add(answer.problem());
                return false;
            }
            if (answer.status() == 409 && request.path().equals("/v1/clock")) {
                // another client has set it further meanwhile
                return true;
            }
            answer.expect(200, 201);
            return true;
        } catch (IOException e) {
            return false;
        }
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

    /** Waits until a problem was answered. */
    void awaitProblem(String problem) throws InterruptedException {
        await(() -> problems.contains(problem));
    }

    private synchronized void await(BooleanSupplier condition) throws InterruptedException {
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
