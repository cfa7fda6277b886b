package dev.planstack.web;

import dev.planstack.application.account.AccountQueries;
import dev.planstack.application.account.AccountQueries.EventFilter;
import dev.planstack.application.shared.Page;
import dev.planstack.application.shared.Reads;
import dev.planstack.application.webhook.WebhookView;
import dev.planstack.application.webhook.Webhooks;
import dev.planstack.domain.account.AccountState;
import dev.planstack.web.shared.Answer;
import dev.planstack.web.shared.Call;
import dev.planstack.web.shared.Needs;
import dev.planstack.web.shared.Routes;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /metrics}: what was counted since the start, with what storage tells at the moment. */
final class MetricsRoutes {

    /** Prometheus' text format. */
    static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final int MAX_WEBHOOKS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(MetricsRoutes.class);

    private final PrometheusMeterRegistry registry;
    private final Reads reads;
    private final AccountQueries accounts;
    private final Webhooks webhooks;
    private volatile Stored stored = Stored.UNKNOWN;

    /** What storage told last; without an entry for a state it could not be asked. */
    private record Stored(Map<AccountState, Long> accounts, Duration overdueBy, Queue webhooks) {

        static final Stored UNKNOWN = new Stored(Map.of(), Duration.ZERO, new Queue(0, Duration.ZERO));
    }

    /** What waits to be delivered to webhooks, and for how long the oldest of it has. */
    private record Queue(int pending, Duration oldest) {

        Queue plus(Queue other) {
            return new Queue(pending + other.pending, oldest.compareTo(other.oldest) < 0 ? other.oldest : oldest);
        }
    }

    private MetricsRoutes(PrometheusMeterRegistry registry, Reads reads, AccountQueries accounts, Webhooks webhooks) {
        this.registry = registry;
        this.reads = reads;
        this.accounts = accounts;
        this.webhooks = webhooks;
    }

    static void add(
            Routes routes, PrometheusMeterRegistry registry, Reads reads, AccountQueries accounts, Webhooks webhooks) {
        MetricsRoutes self = new MetricsRoutes(registry, reads, accounts, webhooks);
        for (AccountState state : AccountState.values()) {
            Gauge unused = Gauge.builder("planstack.accounts", self, s -> s.accountsIn(state))
                    .description("Accounts by state.")
                    .tag("state", state.code())
                    .register(registry);
        }
        Gauge unused = TimeGauge.builder(
                        "planstack.due.work.lag",
                        self,
                        TimeUnit.NANOSECONDS,
                        s -> s.stored.overdueBy().toNanos())
                .description("How long the earliest work that is due and not done has been due.")
                .register(registry);
        Gauge unusedPending = Gauge.builder(
                        "planstack.webhook.pending",
                        self,
                        s -> s.stored.webhooks().pending())
                .description(
                        "Messages that wait to be delivered to webhooks; of each webhook at most 1,000 are counted.")
                .register(registry);
        Gauge unusedOldest = TimeGauge.builder(
                        "planstack.webhook.oldest",
                        self,
                        TimeUnit.NANOSECONDS,
                        s -> s.stored.webhooks().oldest().toNanos())
                .description("How long the oldest message that waits to be delivered has waited.")
                .register(registry);
        routes.getAs(Needs.READ_ALL, "/metrics", MEDIA_TYPE, self::scrape);
    }

    private double accountsIn(AccountState state) {
        Long count = stored.accounts().get(state);
        return count == null ? Double.NaN : count;
    }

    private Answer scrape(Call call) {
        stored = ask();
        return Answer.text(200, MEDIA_TYPE, registry.scrape());
    }

    /** What is counted is told even when storage cannot be asked. */
    private Stored ask() {
        try {
            Page<WebhookView> all = webhooks.list(new Page.Request(MAX_WEBHOOKS, Optional.empty()))
                    .value();
            return reads.see(moment -> new Stored(
                            accounts.countByState(),
                            accounts.nextDueAt(Optional.empty())
                                    .map(due -> between(due, moment.now()))
                                    .orElse(Duration.ZERO),
                            all.data().stream()
                                    .map(view -> queue(view, moment.now()))
                                    .reduce(new Queue(0, Duration.ZERO), Queue::plus)))
                    .value();
        } catch (RuntimeException e) {
            LOG.warn("storage could not be asked for metrics", e);
            return Stored.UNKNOWN;
        }
    }

    private Queue queue(WebhookView view, Instant now) {
        if (view.pending() == 0) {
            return new Queue(0, Duration.ZERO);
        }
        Page.Request next =
                new Page.Request(1, Optional.of(view.webhook().progress().cursor()));
        return accounts.events(EventFilter.ALL, next).data().stream()
                .map(event -> new Queue(view.pending(), between(event.event().at(), now)))
                .findFirst()
                .orElse(new Queue(0, Duration.ZERO));
    }

    private static Duration between(Instant due, Instant now) {
        return now.isAfter(due) ? Duration.between(due, now) : Duration.ZERO;
    }
}
