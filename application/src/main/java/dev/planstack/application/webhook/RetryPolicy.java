package dev.planstack.application.webhook;

import dev.planstack.application.shared.Chance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a delivery that failed is tried again.
 *
 * @param delays how long after the first failure, the second …; the last goes for all further ones
 * @param giveUpAfter how long after the first failure nothing is tried any more
 * @param longestRetryAfter how much of what a receiver asks for is granted
 */
public record RetryPolicy(List<Duration> delays, Duration giveUpAfter, Duration longestRetryAfter) {

    /** Ten attempts or so over three days. */
    public static final RetryPolicy STANDARD = new RetryPolicy(
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2),
                    Duration.ofHours(5),
                    Duration.ofHours(10)),
            Duration.ofDays(3),
            Duration.ofDays(1));

    /** What is added by chance is below this part of the delay, so that receivers are not met by all at once. */
    private static final int JITTER_PART = 5;

    /** Keeps a copy. */
    public RetryPolicy {
        delays = List.copyOf(delays);
    }

    /** What becomes of an endpoint after an attempt that failed. */
    Progress after(Progress before, WebhookAnswer answer, Instant now, Chance chance) {
        if (answer.gone()) {
            return before.disabled(now, answer.text(), "the receiver answered 410 Gone");
        }
        boolean over = before.failingSince()
                .filter(since -> !now.isBefore(since.plus(giveUpAfter)))
                .isPresent();
        if (over) {
            return before.disabled(now, answer.text(), "no delivery succeeded for " + giveUpAfter);
        }
        return before.failed(now, now.plus(delay(before.failures(), answer.retryAfter(), chance)), answer.text());
    }

    private Duration delay(int failures, Optional<Duration> asked, Chance chance) {
        Duration base = delays.get(Math.min(failures, delays.size() - 1));
        Duration delay = base.plusMillis(chance.below(base.toMillis() / JITTER_PART + 1));
        Duration granted = asked.filter(a -> a.compareTo(longestRetryAfter) < 0)
                .orElse(asked.isPresent() ? longestRetryAfter : Duration.ZERO);
        return granted.compareTo(delay) > 0 ? granted : delay;
    }
}
