package dev.planstack.domain.runway;

import com.google.common.collect.ImmutableList;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What will come of an account if it is used as it was and nothing is bought.
 *
 * @param meter the one meter that is asked about; empty for all of the account
 * @param usage what is expected of each meter that is asked about, by code
 * @param expected what comes of the expected usage
 * @param low what comes of the low estimate of usage
 * @param high what comes of the high one
 */
public record Forecast(
        Optional<MeterCode> meter, List<ExpectedUsage> usage, Estimate expected, Estimate low, Estimate high) {

    /** How far a forecast looks ahead. */
    public static final Duration HORIZON = Duration.ofDays(400);

    /** Keeps a copy. */
    public Forecast {
        usage = ImmutableList.copyOf(usage);
    }

    /**
     * One estimate.
     *
     * @param rate units an hour; empty if several meters are asked about
     * @param plansLastUntil until when plans cover the meter, or the first of several, within the horizon
     * @param switchesAt when billing of the meter, or the first of several, changes within the horizon
     * @param payAsYouGoThisMonth what pay-as-you-go will have cost in the calendar month, what is billed already included
     * @param plans what becomes of the plans that cover the meter, or any
     * @param future all that comes of it
     */
    public record Estimate(
            Optional<BigDecimal> rate,
            Optional<Instant> plansLastUntil,
            Optional<Instant> switchesAt,
            Money payAsYouGoThisMonth,
            List<Future.PlanEnd> plans,
            Future future) {

        /** Keeps a copy. */
        public Estimate {
            plans = ImmutableList.copyOf(plans);
        }
    }

    /**
     * Forecasts.
     *
     * @param past what was used, at least as far back as {@link PastUsage#WINDOW}
     * @param meter the one meter to tell of; the usage of all others is expected too, as they share plans and the balance
     */
    public static Forecast of(Standing standing, PastUsage past, Optional<MeterCode> meter) {
        List<ExpectedUsage> all = expected(standing, past, meter);
        List<ExpectedUsage> told = all.stream()
                .filter(usage -> meter.map(usage.meter().code()::equals).orElse(true))
                .toList();
        boolean certain = all.stream().allMatch(usage -> usage.basis().spread().signum() == 0);
        Future expected = future(standing, all, Band.EXPECTED);
        Future low = certain ? expected : future(standing, all, Band.LOW);
        Future high = certain ? expected : future(standing, all, Band.HIGH);
        return new Forecast(
                meter,
                told,
                estimate(told, Band.EXPECTED, expected, past, meter, standing.calendar()),
                estimate(told, Band.LOW, low, past, meter, standing.calendar()),
                estimate(told, Band.HIGH, high, past, meter, standing.calendar()));
    }

    /** What is expected of each meter that the account has plans or usage of, and of {@code more}. */
    public static List<ExpectedUsage> expected(Standing standing, PastUsage past, Optional<MeterCode> more) {
        TreeSet<MeterCode> meters = new TreeSet<>(standing.snapshot().modes().keySet());
        more.ifPresent(meters::add);
        return meters.stream()
                .map(code -> ExpectedUsage.of(
                        standing.meters().get(code),
                        past.byHour(code, standing.calendar()),
                        standing.calendar(),
                        standing.now()))
                .toList();
    }

    private static Future future(Standing standing, List<ExpectedUsage> usage, Band band) {
        return Course.of(standing, Supposition.of(usage), band, standing.now().plus(HORIZON));
    }

    private static Estimate estimate(
            List<ExpectedUsage> told,
            Band band,
            Future future,
            PastUsage past,
            Optional<MeterCode> meter,
            BillingCalendar calendar) {
        Collection<MeterCode> codes =
                told.stream().map(usage -> usage.meter().code()).toList();
        Instant month = calendar.monthOf(future.from());
        Money billed = past.billed(month, meter, future.accrued().currency());
        return new Estimate(
                told.size() == 1 ? Optional.of(told.get(0).rate(band)) : Optional.empty(),
                future.plansLastUntil(codes),
                future.switchesAt(codes),
                billed.plus(future.charged(month, meter)),
                future.plans().stream()
                        .filter(end -> codes.stream()
                                .anyMatch(code -> end.plan().terms().meters().containsKey(code)))
                        .toList(),
                future);
    }
}
