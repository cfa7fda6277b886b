package dev.planstack.domain.account;

import dev.planstack.domain.shared.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the low-balance alert of an account stands (rule A8).
 *
 * @param armed whether what is available was at or above the threshold when it was last looked at
 * @param fired how often it fired since then
 * @param nextAt when it fires again while what is available stays below; empty once it fired often enough or is armed
 */
public record LowBalance(boolean armed, int fired, Optional<Instant> nextAt) {

    /** No alert, or one that waits for the balance to come back first. */
    public static final LowBalance QUIET = new LowBalance(false, 0, Optional.empty());

    private static final LowBalance ARMED = new LowBalance(true, 0, Optional.empty());
    private static final Duration AGAIN_AFTER = Duration.ofHours(24);
    private static final int MOST = 5;

    /** The alert as it stands when its threshold is set: being below then is no crossing. */
    public static LowBalance set(Money threshold, Money available) {
        return available.compareTo(threshold) >= 0 ? ARMED : QUIET;
    }

    /** The alert after what is available, or the time, changed; it has fired if {@link #fired} went up. */
    public LowBalance seen(Money threshold, Money available, boolean overdue, Instant now) {
        if (available.compareTo(threshold) >= 0) {
            return ARMED;
        }
        if (overdue) {
            return QUIET;
        }
        if (armed) {
            return new LowBalance(false, 1, Optional.of(now.plus(AGAIN_AFTER)));
        }
        if (nextAt.isEmpty() || now.isBefore(nextAt.get())) {
            return this;
        }
        Optional<Instant> again = fired + 1 < MOST ? nextAt.map(at -> at.plus(AGAIN_AFTER)) : Optional.empty();
        return new LowBalance(false, fired + 1, again);
    }
}
