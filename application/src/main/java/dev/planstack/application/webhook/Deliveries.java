package dev.planstack.application.webhook;

import dev.planstack.application.shared.Page;
import dev.planstack.application.shared.Reads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All deliveries: one courier for each endpoint, so that a dead receiver delays no other. */
public final class Deliveries {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int PAGE = 1_000;

    private final CourierPorts ports;
    private final Map<WebhookId, Courier> couriers = new HashMap<>();
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
