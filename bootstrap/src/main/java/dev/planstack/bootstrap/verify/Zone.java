package dev.planstack.bootstrap.verify;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Hours, days and months of the billing zone (rules T2, T3, U4).
 *
 * @param id the zone
 * @param delay how long after its end an hour stays open
 */
record Zone(ZoneId id, Duration delay) {

    /**
     * From when until when.
     *
     * @param start the first instant
     * @param end the first instant after it
     */
    record Span(Instant start, Instant end) {}

    Instant hourOf(Instant instant) {
        return instant.atZone(id).truncatedTo(ChronoUnit.HOURS).toInstant();
    }

    /** The end of an hour: the first instant that is of another one. Clocks change by quarters of an hour at the least. */
    Instant hourEnd(Instant hour) {
        Instant end = hour.plus(15, ChronoUnit.MINUTES);
        while (hourOf(end).equals(hour)) {
            end = end.plus(15, ChronoUnit.MINUTES);
        }
        return hourOf(end);
    }

    Instant billedAt(Instant hour) {
        return hourEnd(hour).plus(delay);
    }

    /** The hour that is the oldest open one at an instant. */
    Instant oldestOpen(Instant now) {
        return hourOf(now.minus(delay));
    }

    Instant monthOf(Instant instant) {
        return period("month", instant).start();
    }

    /** The calendar hour, day or month that holds an instant. */
    Span period(String period, Instant instant) {
        LocalDate day = instant.atZone(id).toLocalDate();
        return switch (period) {
            case "hour" -> new Span(hourOf(instant), hourEnd(hourOf(instant)));
            case "day" -> new Span(startOf(day), startOf(day.plusDays(1)));
            case "month" ->
                new Span(
                        startOf(day.withDayOfMonth(1)),
                        startOf(day.withDayOfMonth(1).plusMonths(1)));
            default -> throw new UnreadableLineException("there is no period \"" + period + "\"");
        };
    }

    private Instant startOf(LocalDate day) {
        return day.atStartOfDay(id).toInstant();
    }

    /** An instant and a term in ISO 8601: first months, then days, on the calendar; then exact time. */
    Instant plus(Instant anchor, String term) {
        String upper = term.toUpperCase(Locale.ROOT);
        int split = upper.indexOf('T');
        String date = split < 0 ? upper : upper.substring(0, split);
        Duration exact = split < 0 ? Duration.ZERO : Duration.parse("P" + upper.substring(split));
        if (date.equals("P")) {
            return anchor.plus(exact);
        }
        ZonedDateTime start = anchor.atZone(id);
        var end = start.toLocalDateTime().plus(Period.parse(date));
        return ZonedDateTime.ofLocal(end, id, start.getOffset()).toInstant().plus(exact);
    }
}
