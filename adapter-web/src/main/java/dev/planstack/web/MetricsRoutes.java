package dev.planstack.web;

import dev.planstack.application.account.AccountQueries;
import dev.planstack.application.shared.Reads;
import dev.planstack.domain.account.AccountState;
import dev.planstack.web.shared.Answer;
import dev.planstack.web.shared.Call;
import dev.planstack.web.shared.Routes;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /metrics}: what was counted since the start, with what storage tells at the moment. */
final class MetricsRoutes {

    /** Prometheus' text format. */
    static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final Logger LOG = LoggerFactory.getLogger(MetricsRoutes.class);

    private final PrometheusMeterRegistry registry;
    private final Reads reads;
    private final AccountQueries accounts;
    private volatile Stored stored = Stored.UNKNOWN;

    /** What storage told last; without an entry for a state it could not be asked. */
    private record Stored(Map<AccountState, Long> accounts, Duration overdueBy) {

        static final Stored UNKNOWN = new Stored(Map.of(), Duration.ZERO);
    }

    private MetricsRoutes(PrometheusMeterRegistry registry, Reads reads, AccountQueries accounts) {
        this.registry = registry;
        this.reads = reads;
        this.accounts = accounts;
    }

    static void add(Routes routes, PrometheusMeterRegistry registry, Reads reads, AccountQueries accounts) {
        MetricsRoutes self = new MetricsRoutes(registry, reads, accounts);
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
        routes.getAs("/metrics", MEDIA_TYPE, self::scrape);
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
            return reads.see(moment -> new Stored(
                            accounts.countByState(),
                            accounts.nextDueAt()
                                    .map(due -> between(due, moment.now()))
                                    .orElse(Duration.ZERO)))
                    .value();
        } catch (RuntimeException e) {
            LOG.warn("storage could not be asked for metrics", e);
            return Stored.UNKNOWN;
        }
    }

    private static Duration between(Instant due, Instant now) {
        return now.isAfter(due) ? Duration.between(due, now) : Duration.ZERO;
    }
}
