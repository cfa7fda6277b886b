package dev.planstack.domain.billing;

import dev.planstack.domain.meter.MeterCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Warns when the plans of a meter are expected to last no longer than a number of days.
 *
 * @param meter the meter
 * @param days from 1: an end at most so many days of 24 hours ahead fires the alert
 * @param firedAt when it fired; empty while it has not, or since it was armed again
 * @param toldEnd the end that it told of then
 */
public record RunOutAlert(MeterCode meter, int days, Optional<Instant> firedAt, Optional<Instant> toldEnd) {

    /** The most that {@link #days} can be. */
    public static final int MAX_DAYS = 90;

    /** An end that moves by less is no news. */
    private static final Duration NEWS = Duration.ofDays(1);

    /** An alert that is armed. */
    public static RunOutAlert set(MeterCode meter, int days) {
        return new RunOutAlert(meter, days, Optional.empty(), Optional.empty());
    }

    /** The latest end that fires it at {@code now}. */
    public Instant horizon(Instant now) {
        return now.plus(Duration.ofDays(days));
    }

    /** The alert armed again, because a plan was bought. */
    RunOutAlert rearmed() {
        return set(meter, days);
    }

    /**
     * The alert after it was looked at: it fires when the end of the plans is near, and then is quiet until that changes by a day. An end that is
     * no longer near arms it again.
     *
     * @param end until when the plans are expected to last, if that is at most {@link #horizon}
     */
    RunOutAlert seen(Optional<Instant> end, Instant now) {
        if (end.isEmpty()) {
            return rearmed();
        }
        boolean news = toldEnd.map(
                        told -> Duration.between(told, end.get()).abs().compareTo(NEWS) >= 0)
                .orElse(true);
        return news ? new RunOutAlert(meter, days, Optional.of(now), end) : this;
    }
}
