package dev.planstack.domain.runway;

import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.billing.BookSnapshot;
import dev.planstack.domain.billing.Foresight;
import dev.planstack.domain.license.Licensing;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.meter.Meters;
import dev.planstack.domain.shared.BillingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Looks ahead for the book of one account as a forecast does, but no further than it is asked to, and in steps of a day: it is asked while
 * the account's work is done.
 */
public final class RunOutForecast implements Foresight {

    /** Only what follows a gap tells whether it is one. */
    private static final Duration BEYOND = Duration.ofHours(26);

    private final BillingCalendar calendar;
    private final Meters meters;
    private final Licensing licensing;
    private final Function<Instant, PastUsage> past;

    /**
     * Foresight for the book of an account.
     *
     * @param past what the account used from an instant on
     */
    public RunOutForecast(
            BillingCalendar calendar, Meters meters, Licensing licensing, Function<Instant, PastUsage> past) {
        this.calendar = calendar;
        this.meters = meters;
        this.licensing = licensing;
        this.past = past;
    }

    @Override
    public Map<MeterCode, Instant> plansLastUntil(
            AccountBook book, Set<MeterCode> watched, Instant now, Instant until) {
        BookSnapshot snapshot = book.snapshot();
        boolean covered = snapshot.plans().stream()
                .filter(plan -> plan.refundedAt().isEmpty() && plan.expiresAt().isAfter(now))
                .anyMatch(plan -> plan.terms().meters().keySet().stream().anyMatch(watched::contains));
        if (!covered) {
            return Map.of();
        }
        Standing standing = new Standing(calendar, meters, licensing, snapshot, book.openRecords(), now, now);
        Supposition usage =
                Supposition.of(Forecast.expected(standing, past.apply(now.minus(PastUsage.WINDOW)), Optional.empty()));
        Future future = Course.of(standing, usage, Band.EXPECTED, until.plus(BEYOND), Duration.ZERO);
        Map<MeterCode, Instant> ends = new HashMap<>();
        watched.forEach(meter ->
                future.plansLastUntil(meter).filter(end -> !end.isAfter(until)).ifPresent(end -> ends.put(meter, end)));
        return ends;
    }
}
