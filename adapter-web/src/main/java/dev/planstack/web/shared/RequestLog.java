package dev.planstack.web.shared;

import io.javalin.http.Context;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Gives each request an id, which the lines logged for it carry, and measures how long its answer takes. */
public final class RequestLog {

    private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);

    private static final String HEADER = "X-Request-Id";
    private static final String IN_LOG = "request";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS");
    private static final int BASE = 36;
    private static final Duration[] BOUNDS =
            List.of(1, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000).stream()
                    .map(Duration::ofMillis)
                    .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final MeterProvider<Timer> timers;
    private final String start;
    private final AtomicLong count = new AtomicLong();

    /** Measures into {@code registry}; {@code startedAt} tells the ids of different starts apart. */
    public RequestLog(MeterRegistry registry, Instant startedAt) {
        this.registry = registry;
        this.timers = Timer.builder("planstack.http.request")
                .description("How long requests took until their answer was ready.")
                .serviceLevelObjectives(BOUNDS)
                .withRegistry(registry);
        this.start = Long.toString(startedAt.toEpochMilli(), BASE);
    }

    /** The request of {@code ctx}, known already or new. */
    Tracked of(Context ctx, String route) {
        Tracked known = ctx.attribute(Tracked.class.getName());
        if (known != null) {
            return known;
        }
        Tracked tracked = new Tracked(id(Collections.list(ctx.req().getHeaders(HEADER))), method(ctx), route);
        ctx.attribute(Tracked.class.getName(), tracked);
        ctx.res().setHeader(HEADER, tracked.id);
        return tracked;
    }

    private static String method(Context ctx) {
        String method = ctx.req().getMethod();
        return METHODS.contains(method) ? method : "other";
    }

    /** The id that the client gave, if it is harmless, else a new one. */
    private String id(List<String> given) {
        return Optional.of(given)
                .filter(ids -> ids.size() == 1)
                .map(ids -> ids.get(0))
                .filter(id -> ID.matcher(id).matches())
                .orElseGet(() -> start + "-" + Long.toString(count.incrementAndGet(), BASE));
    }

    /** One request. */
    final class Tracked {

        private final String id;
        private final String method;
        private final String route;
        private final Timer.Sample running = Timer.start(registry);
        private boolean answered;

        private Tracked(String id, String method, String route) {
            this.id = id;
            this.method = method;
            this.route = route;
        }

        /** Does something for the request; lines logged meanwhile carry its id. */
        <T> T in(Supplier<T> work) {
            Optional<String> before = Optional.ofNullable(MDC.get(IN_LOG));
            MDC.put(IN_LOG, id);
            try {
                return work.get();
            } finally {
                before.ifPresentOrElse(outer -> MDC.put(IN_LOG, outer), () -> MDC.remove(IN_LOG));
            }
        }

        /** An executor of what is left to do for the request. */
        Executor on(Executor executor) {
            return work -> executor.execute(() -> {
                Object unused = in(() -> {
                    work.run();
                    return id;
                });
            });
        }

        /** The answer is ready. */
        void answered(int status) {
            if (answered) {
                return;
            }
            answered = true;
            long nanos =
                    running.stop(timers.withTags("method", method, "route", route, "status", Integer.toString(status)));
            LOG.debug("{} {} {} {} ms", method, route, status, TimeUnit.NANOSECONDS.toMillis(nanos));
        }
    }
}
