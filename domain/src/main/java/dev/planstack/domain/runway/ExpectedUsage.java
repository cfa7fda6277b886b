package dev.planstack.domain.runway;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableList;
import dev.planstack.domain.meter.Meter;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

/**
 * The usage of one meter that is expected from what was used in the past. With four weeks of observation each hour of the week has a mean of
 * its own, with one week each hour of the day, else all hours have the same; hours are those of the billing zone.
 *
 * @param meter the meter
 * @param basis what it was worked out from
 * @param perHour the mean of all hours observed, exact to 34 digits
 * @param means the means of the hours: 168 from Monday 00:00 on, 24, or one
 */
public record ExpectedUsage(Meter meter, Basis basis, BigDecimal perHour, List<BigDecimal> means) {

    /** How many hours have to be observed for each hour of the day to have a mean of its own. */
    public static final int HOURS_FOR_HOUR_OF_DAY = 7 * 24;

    /** How many hours have to be observed for each hour of the week to have a mean of its own. */
    public static final int HOURS_FOR_HOUR_OF_WEEK = 4 * 7 * 24;

    private static final int HOURS_OF_DAY = 24;
    private static final int MIN_SCALE_OF_RATE = 6;
    private static final int SCALE_OF_SPREAD = 4;
    private static final int ERRORS_IN_SPREAD = 2;
    private static final MathContext EXACT = MathContext.DECIMAL128;

    /** Keeps a copy. */
    public ExpectedUsage {
        means = ImmutableList.copyOf(means);
    }

    /** Nothing is expected of a meter that nothing was used of. */
    private static ExpectedUsage none(Meter meter, Instant now) {
        Basis basis = new Basis(Basis.Method.NONE, now, now, 0, BigDecimal.ZERO);
        return new ExpectedUsage(meter, basis, BigDecimal.ZERO, List.of(BigDecimal.ZERO));
    }

    /**
     * What is expected from {@code now} on.
     *
     * @param past what was used, by the start of the hour in which it occurred
     */
    public static ExpectedUsage of(
            Meter meter, NavigableMap<Instant, Quantity> past, BillingCalendar calendar, Instant now) {
        NavigableMap<Instant, Quantity> seen = past.tailMap(calendar.hourOf(now.minus(PastUsage.WINDOW)), true);
        if (seen.isEmpty() || seen.firstKey().isAfter(now)) {
            return none(meter, now);
        }
        Instant from = seen.firstKey();
        // the hour that is under way says too little yet, unless there is no other
        Instant to = Comparators.max(calendar.hourOf(now), calendar.hourEnd(from));
        List<Instant> hours = new ArrayList<>();
        for (Instant hour = from; hour.isBefore(to); hour = calendar.hourEnd(hour)) {
            hours.add(hour);
        }
        List<BigDecimal> used = hours.stream()
                .map(hour -> seen.getOrDefault(hour, Quantity.ZERO).value())
                .toList();
        Basis.Method method = method(hours.size());
        Basis basis = new Basis(method, from, to, hours.size(), spread(used));
        return new ExpectedUsage(meter, basis, mean(used), means(method, hours, used, calendar));
    }

    private static Basis.Method method(int hoursObserved) {
        if (hoursObserved >= HOURS_FOR_HOUR_OF_WEEK) {
            return Basis.Method.HOUR_OF_WEEK;
        }
        return hoursObserved >= HOURS_FOR_HOUR_OF_DAY ? Basis.Method.HOUR_OF_DAY : Basis.Method.MEAN;
    }

    private static List<BigDecimal> means(
            Basis.Method method, List<Instant> hours, List<BigDecimal> used, BillingCalendar calendar) {
        List<List<BigDecimal>> cells = new ArrayList<>();
        for (int i = 0; i < cellsOf(method); i++) {
            cells.add(new ArrayList<>());
        }
        for (int i = 0; i < hours.size(); i++) {
            cells.get(cellOf(hours.get(i), method, calendar)).add(used.get(i));
        }
        return cells.stream().map(ExpectedUsage::mean).toList();
    }

    private static int cellsOf(Basis.Method method) {
        return switch (method) {
            case HOUR_OF_WEEK -> 7 * HOURS_OF_DAY;
            case HOUR_OF_DAY -> HOURS_OF_DAY;
            case MEAN, NONE -> 1;
        };
    }

    private static int cellOf(Instant hour, Basis.Method method, BillingCalendar calendar) {
        ZonedDateTime local = hour.atZone(calendar.zone());
        return switch (method) {
            case HOUR_OF_WEEK -> (local.getDayOfWeek().getValue() - 1) * HOURS_OF_DAY + local.getHour();
            case HOUR_OF_DAY -> local.getHour();
            case MEAN, NONE -> 0;
        };
    }

    private static BigDecimal mean(List<BigDecimal> values) {
        // an hour that clocks leapt over each time it was observed has none
        return values.isEmpty() ? BigDecimal.ZERO : sum(values).divide(BigDecimal.valueOf(values.size()), EXACT);
    }

    private static BigDecimal sum(List<BigDecimal> values) {
        return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal spread(List<BigDecimal> hourly) {
        List<BigDecimal> sums = hourly.size() < HOURS_FOR_HOUR_OF_DAY ? hourly : daily(hourly);
        BigDecimal mean = mean(sums);
        if (sums.size() < 2 || mean.signum() == 0) {
            return BigDecimal.ONE;
        }
        BigDecimal squares = sum(
                sums.stream().map(value -> value.subtract(mean).pow(2, EXACT)).toList());
        BigDecimal count = BigDecimal.valueOf(sums.size());
        return squares.divide(count.subtract(BigDecimal.ONE), EXACT)
                .divide(count, EXACT)
                .sqrt(EXACT)
                .multiply(BigDecimal.valueOf(ERRORS_IN_SPREAD))
                .divide(mean, SCALE_OF_SPREAD, RoundingMode.HALF_UP);
    }

    /** Sums of 24 hours each, counted back from the last. */
    private static List<BigDecimal> daily(List<BigDecimal> hourly) {
        List<BigDecimal> days = new ArrayList<>();
        for (int end = hourly.size(); end >= HOURS_OF_DAY; end -= HOURS_OF_DAY) {
            days.add(sum(hourly.subList(end - HOURS_OF_DAY, end)));
        }
        return days;
    }

    /** The mean rate of an estimate, with the decimals of the meter and at least six. */
    public BigDecimal rate(Band band) {
        return perHour.multiply(band.factor(basis.spread()))
                .setScale(Math.max(meter.scale(), MIN_SCALE_OF_RATE), RoundingMode.HALF_UP);
    }

    /** What is expected to be used from one instant to another. */
    BigDecimal between(Instant from, Instant to, Band band, BillingCalendar calendar) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Instant hour = calendar.hourOf(from); hour.isBefore(to); ) {
            Instant end = calendar.hourEnd(hour);
            BigDecimal mean = means.get(cellOf(hour, basis.method(), calendar));
            Duration part = Duration.between(Comparators.max(hour, from), Comparators.min(end, to));
            Duration whole = Duration.between(hour, end);
            sum = sum.add(
                    part.equals(whole)
                            ? mean
                            : mean.multiply(nanos(part), EXACT).divide(nanos(whole), EXACT));
            hour = end;
        }
        return sum.multiply(band.factor(basis.spread()), EXACT);
    }

    private static BigDecimal nanos(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos());
    }
}
