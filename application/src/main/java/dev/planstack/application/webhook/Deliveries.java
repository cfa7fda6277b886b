package dev.planstack.application.webhook;

import dev.planstack.application.shared.Page;
import dev.planstack.application.shared.Reads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All deliveries: one courier for each endpoint, so that a dead receiver delays no other. */
public final class Deliveries {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int PAGE = 1_000;

    private final CourierPorts ports;
    private final Map<WebhookId, Courier> couriers = new HashMap<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private boolean stopped;

    /** Deliveries that are not started yet. */
    public Deliveries(CourierPorts ports) {
        this.ports = ports;
    }

    /** Goes on with the endpoints that there are. */
    public void start() {
        Reads reads = ports.reads();
        Page.Request all = new Page.Request(PAGE, Optional.empty());
        reads.see(moment -> ports.stored().list(all)).value().data().forEach(webhook -> changed(webhook.id()));
    }

    /** Another process may have changed endpoints: looks at all of them soon, on a thread of its own. */
    public void lookAgain() {
        if (looking.compareAndSet(false, true)) {
            CompletableFuture<Void> unused = CompletableFuture.runAsync(() -> {
                        looking.set(false);
                        start();
                    })
                    .exceptionally(fault -> {
                        LOG.warn("webhooks that another process added are not known yet", fault);
                        return null;
                    });
        }
    }

    /** Something may have changed of an endpoint. */
    synchronized void changed(WebhookId id) {
        if (!stopped) {
            couriers.computeIfAbsent(id, i -> Courier.started(i, ports, this::retire))
                    .wake();
        }
    }

    /** Lets a courier end whose endpoint is gone, unless it was woken since it looked. */
    private synchronized boolean retire(Courier courier) {
        return !courier.isWoken() && couriers.remove(courier.id(), courier);
    }

    /** Gives up what is being sent, which is sent again after the next start, and ends. */
    public void stop() throws InterruptedException {
        List<Courier> running;
        synchronized (this) {
            stopped = true;
            running = new ArrayList<>(couriers.values());
        }
        // in this order: what is given up now is no failure of the receiver
        running.forEach(Courier::stop);
        ports.sender().stop();
        for (Courier courier : running) {
            courier.join(PATIENCE);
        }
    }
}
