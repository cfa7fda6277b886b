package dev.planstack.web.shared;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Lets each of many do something a number of times at once, and from then on at a steady rate: a token bucket for each. Only so
 * many are remembered; the one that was not seen for the longest time is forgotten first, and starts anew when it comes again.
 */
public final class RateLimiter {

    private static final int LONGEST_NAME = 64;
    private static final int EXPECTED = 16;
    private static final float LOAD = 0.75f;

    private final long tolerance;
    private final long interval;
    private final int remembered;
    private final LongSupplier nanos;

    /** The instant, in nanoseconds, at which each has all its tokens again; the one seen last comes last. */
    private final Map<String, Long> fullAt = new LinkedHashMap<>(EXPECTED, LOAD, true);

    /**
     * A limiter that knows nobody yet.
     *
     * @param burst how often at once, at least 1
     * @param interval the time after which there is one more, longer than nothing
     * @param remembered how many are known at once, at least 1
     * @param nanos a clock that never goes back, in nanoseconds since any origin
     */
    public RateLimiter(int burst, Duration interval, int remembered, LongSupplier nanos) {
        if (burst < 1 || remembered < 1 || interval.isZero() || interval.isNegative()) {
            throw new IllegalArgumentException("a rate is at least one of something in some time");
        }
        this.interval = interval.toNanos();
        this.tolerance = Math.multiplyExact(burst - 1L, this.interval);
        this.remembered = remembered;
        this.nanos = nanos;
    }

    /**
     * Takes one token.
     *
     * @param who whose it is, for example a key or an {@linkplain Call#address() address}
     * @throws ProblemException {@link ProblemType#TOO_MANY_REQUESTS} if there is none, with the whole seconds until there is one;
     *     it costs nothing to have asked
     */
    public void take(String who) {
        long wait = waiting(who.length() > LONGEST_NAME ? JsonWriter.sha256(who) : who);
        if (wait > 0) {
            long seconds = Math.max(
                    1, Duration.ofNanos(wait).plusSeconds(1).minusNanos(1).toSeconds());
            throw Problem.of(
                            ProblemType.TOO_MANY_REQUESTS,
                            "More requests came than are taken; there may be one more in " + seconds + " s.")
                    .withHeader("Retry-After", Long.toString(seconds))
                    .thrown();
        }
    }

    /** The nanoseconds until there is a token; 0 where one was taken. */
    private synchronized long waiting(String name) {
        long now = nanos.getAsLong();
        // differences only: the clock may count from anywhere and run over
        long owed = Math.max(0, fullAt.getOrDefault(name, now) - now);
        if (owed > tolerance) {
            return owed - tolerance;
        }
        fullAt.put(name, now + owed + interval);
        if (fullAt.size() > remembered) {
            String eldest = fullAt.keySet().iterator().next();
            fullAt.remove(eldest);
        }
        return 0;
    }

    /** How many are known now. */
    synchronized int known() {
        return fullAt.size();
    }
}
