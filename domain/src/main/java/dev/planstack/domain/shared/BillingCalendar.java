package dev.planstack.domain.shared;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * The operator's calendar: hours, days and months are cut in the billing zone (rule T2), and an hour is billed once
 * it is over and the settlement delay has passed (rule U4). Intervals are half-open: an instant that ends one hour
 * begins the next (rule T1).
 *
 * @param zone the billing zone
 * @param settlementDelay how long after its end an hour stays open, zero or more
 */
public record BillingCalendar(ZoneId zone, Duration settlementDelay) {

    /** The default: UTC, and hours are billed one hour after their end. */
    public static final BillingCalendar DEFAULT = new BillingCalendar(ZoneOffset.UTC, Duration.ofHours(1));

    /** Refuses a negative delay. */
    public BillingCalendar {
        if (settlementDelay.isNegative()) {
            throw new IllegalArgumentException("the settlement delay is never negative");
        }
    }

    /** The start of the hour that holds the instant. */
    public Instant hourOf(Instant instant) {
        return at(instant).truncatedTo(ChronoUnit.HOURS).toInstant();
    }

    /** The end of the hour that starts at {@code hour}; where clocks change it may be shorter or longer than 60 minutes. */
    public Instant hourEnd(Instant hour) {
        Instant next = hourOf(hour.plus(1, ChronoUnit.HOURS));
        // an hour stretched by a clock change that is no whole hour still holds the instant 60 minutes on
        return next.isAfter(hour) ? next : hourOf(hour.plus(2, ChronoUnit.HOURS));
    }

    /** The first instant of the day that holds the instant. */
    public Instant dayOf(Instant instant) {
        return at(instant).toLocalDate().atStartOfDay(zone).toInstant();
    }

    /** The end of the day that starts at {@code day}. */
    public Instant dayEnd(Instant day) {
        return at(day).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** The first instant of the calendar month that holds the instant. */
    public Instant monthOf(Instant instant) {
        return at(instant).toLocalDate().withDayOfMonth(1).atStartOfDay(zone).toInstant();
    }

    /** The end of the month that starts at {@code month}. */
    public Instant monthEnd(Instant month) {
        return at(month)
                .toLocalDate()
                .withDayOfMonth(1)
                .plusMonths(1)
                .atStartOfDay(zone)
                .toInstant();
    }

    /** {@code anchor + term}: months first, then days, in the billing zone, then exact time (rule T3). */
    public Instant plus(Instant anchor, Term term) {
        if (term.months() == 0 && term.days() == 0) {
            return anchor.plus(term.exact());
        }
        ZonedDateTime start = at(anchor);
        // on local dates first, so that a clock change on the way cannot shift the hour for good
        return ZonedDateTime.ofLocal(
                        start.toLocalDateTime().plusMonths(term.months()).plusDays(term.days()),
                        zone,
                        start.getOffset())
                .toInstant()
                .plus(term.exact());
    }

    /** The same time of day so many days before, in the billing zone. */
    public Instant minusDays(Instant instant, long days) {
        return at(instant).minusDays(days).toInstant();
    }

    /**
     * The next instant after another at which clocks of the billing zone show a time of day, which they do once a day: the first
     * time where they are set back over it, and as much later as they leap where they leap over it.
     */
    public Instant nextTimeOfDay(LocalTime time, Instant after) {
        LocalDate date = at(after).toLocalDate();
        Instant next = date.atTime(time).atZone(zone).toInstant();
        while (!next.isAfter(after)) {
            date = date.plusDays(1);
            next = date.atTime(time).atZone(zone).toInstant();
        }
        return next;
    }

    /** The year that holds the instant. */
    public int yearOf(Instant instant) {
        return at(instant).getYear();
    }

    /** When the hour that starts at {@code hour} is billed (rule U4). */
    public Instant billedAt(Instant hour) {
        return hourEnd(hour).plus(settlementDelay);
    }

    /** The start of the oldest hour that is not billed yet at {@code now} (rule U4). */
    public Instant oldestOpenHour(Instant now) {
        return hourOf(now.minus(settlementDelay));
    }

    private ZonedDateTime at(Instant instant) {
        return instant.atZone(zone);
    }
}
