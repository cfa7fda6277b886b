package dev.planstack.application.webhook;

import dev.planstack.application.account.AccountQueries;
import dev.planstack.application.account.RecordedEvent;
import dev.planstack.application.shared.Page;
import dev.planstack.domain.shared.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one endpoint of events, one after the other in the order of the feed. An event is marked as delivered once the receiver
 * said so: after a crash in between it is sent again, with the same id. That the endpoint is set aside is an event itself, which
 * the others hear of. Of processes that share the storage, the one that has leased the endpoint delivers.
 */
final class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private static final AccountQueries.EventFilter EVERYTHING = new AccountQueries.EventFilter(
            Optional.empty(), new AccountQueries.Span(Optional.empty(), Optional.empty()));

    private static final int PAGE = 100;

    /** After a fault of our own storage. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Waits are cut into such, so that a clock that was set is noticed. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** So long after a process died, another delivers. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    /** Longer than a message is on its way. */
    private static final Duration LEAST_LEFT = Duration.ofSeconds(20);

    private static final Duration OTHERS_TURN = Duration.ofSeconds(2);

    private final WebhookId id;
    private final CourierPorts ports;
    private final Predicate<Courier> retire;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread;
    private volatile boolean stopping;
    private Instant leasedUntil = Instant.MIN;

    private Courier(WebhookId id, CourierPorts ports, Predicate<Courier> retire) {
        this.id = id;
        this.ports = ports;
        this.retire = retire;
        this.thread = new Thread(this::loop, "webhook-" + id);
        thread.setDaemon(true);
    }

    /**
     * Starts deliveries to an endpoint.
     *
     * @param retire asked once the endpoint is gone; whether it ends then
     */
    static Courier started(WebhookId id, CourierPorts ports, Predicate<Courier> retire) {
        Courier courier = new Courier(id, ports, retire);
        courier.thread.start();
        return courier;
    }

    WebhookId id() {
        return id;
    }

    /** The endpoint may have changed. */
    void wake() {
        wake.release();
    }

    boolean isWoken() {
        return wake.availablePermits() > 0;
    }

    void stop() {
        stopping = true;
        wake();
    }

    void join(Duration patience) throws InterruptedException {
        thread.join(patience.toMillis());
    }

    private void loop() {
        while (!stopping) {
            try {
                step();
            } catch (InterruptedException e) {
                stopping = true;
            } catch (RuntimeException e) {
                LOG.warn("deliveries to webhook {} pause", id, e);
                pause();
            }
        }
        if (leasedUntil.isAfter(Instant.MIN)) {
            giveBack();
        }
    }

    /** Whether no other process delivers for as long as a message takes. */
    private boolean isLeased() {
        return !ports.timeOfDay().now().plus(LEAST_LEFT).isAfter(leasedUntil);
    }

    private boolean lease() {
        Instant now = ports.timeOfDay().now();
        boolean mine = lease(now, now.plus(LEASE)).join();
        leasedUntil = mine ? now.plus(LEASE) : Instant.MIN;
        return mine;
    }

    private CompletableFuture<Boolean> lease(Instant now, Instant until) {
        return ports.writer()
                .submit(turn -> {
                    turn.keep();
                    return Outcome.done(ports.stored().lease(id, ports.process(), now, until));
                })
                .thenApply(leased -> leased.value().fold(mine -> mine, refusal -> false));
    }

    /** So that another process need not wait for the end of the lease. */
    private void giveBack() {
        Instant now = ports.timeOfDay().now();
        CompletableFuture<Boolean> unused = lease(now, now);
    }

    private void pause() {
        try {
            await(PAUSE);
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    private void step() throws InterruptedException {
        // both before looking, so that nothing new is missed
        int unused = wake.drainPermits();
        CompletableFuture<Boolean> news = ports.commits().next();
        Optional<Webhook> found =
                ports.reads().see(moment -> ports.stored().find(id)).value();
        if (found.isEmpty()) {
            stopping = retire.test(this);
            return;
        }
        Webhook webhook = found.get();
        Duration wait = webhook.progress()
                .nextAttemptAt()
                .map(at -> Duration.between(ports.timeOfDay().now(), at))
                .orElse(Duration.ZERO);
        if (webhook.progress().status() == Progress.Status.DISABLED) {
            await(LONGEST_WAIT);
        } else if (wait.compareTo(Duration.ZERO) > 0) {
            await(wait);
        } else {
            deliverNext(webhook, news);
        }
    }

    private void deliverNext(Webhook webhook, CompletableFuture<Boolean> news) throws InterruptedException {
        Page.Request next =
                new Page.Request(PAGE, Optional.of(webhook.progress().cursor()));
        List<RecordedEvent> events = ports.reads()
                .see(moment -> ports.events().events(EVERYTHING, next))
                .value()
                .data();
        if (events.isEmpty()) {
            CompletableFuture<Void> unused = news.thenRun(this::wake);
            wake.acquire();
        } else if (isLeased()) {
            deliver(webhook, events);
        } else if (!lease()) {
            await(OTHERS_TURN);
        }
        // what was just leased is looked at anew: another process may have gone on with it
    }

    private void await(Duration wait) throws InterruptedException {
        // a millisecond more, lest the time comes a moment too early
        Duration cut = wait.compareTo(LONGEST_WAIT) < 0 ? wait.plusMillis(1) : LONGEST_WAIT;
        boolean unused = wake.tryAcquire(cut.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void deliver(Webhook from, List<RecordedEvent> events) {
        Webhook webhook = from;
        String passed = from.progress().cursor();
        for (RecordedEvent event : events) {
            if (webhook.wants(event.event().type())) {
                Optional<Webhook> after = isLeased() ? attempt(webhook, event) : Optional.empty();
                if (after.isEmpty() || isWoken()) {
                    return;
                }
                webhook = after.get();
            }
            passed = event.cursor();
        }
        if (!passed.equals(webhook.progress().cursor())) {
            boolean unused = mark(webhook, Progress.at(passed));
        }
    }

    /** Sends once; the endpoint as it is then, if it is to go on at once. */
    private Optional<Webhook> attempt(Webhook webhook, RecordedEvent event) {
        Instant now = ports.timeOfDay().now();
        WebhookAnswer answer = ports.sender()
                .send(new WebhookMessage(webhook.url(), webhook.signing().secrets(now), event, now));
        if (answer.delivered()) {
            Progress next = Progress.at(event.cursor());
            return mark(webhook, next) ? Optional.of(webhook.with(next)) : Optional.empty();
        }
        if (!stopping) {
            Progress next = ports.policy()
                    .after(webhook.progress(), answer, ports.timeOfDay().now(), ports.chance());
            if (mark(webhook, next)) {
                tell(next);
            }
        }
        return Optional.empty();
    }

    private void tell(Progress next) {
        if (next.status() == Progress.Status.DISABLED) {
            LOG.warn(
                    "webhook {} is set aside: {}; PUT it or ask for a replay to enable it again",
                    id,
                    next.disabledReason().orElse(""));
        } else if (next.failures() == 1) {
            LOG.info("webhook {} fails: {}", id, next.lastError().orElse(""));
        }
    }

    /** Keeps how far deliveries have come, unless someone changed the endpoint meanwhile. */
    private boolean mark(Webhook expected, Progress next) {
        Outcome<Boolean> marked = ports.writer()
                .submit(turn -> {
                    Optional<Webhook> current = ports.stored()
                            .find(id)
                            .filter(w -> w.revision() == expected.revision()
                                    && w.progress().equals(expected.progress()));
                    current.ifPresent(w -> {
                        Webhook after = w.with(next);
                        ports.stored().save(after);
                        turn.keep();
                        after.disabled(turn.now()).ifPresent(turn::tell);
                    });
                    return Outcome.done(current.isPresent());
                })
                .join()
                .value();
        return marked.fold(done -> done, refusal -> false);
    }
}
