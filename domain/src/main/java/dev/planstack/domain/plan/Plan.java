package dev.planstack.domain.plan;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableList;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.ExpiryReminders;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.domain.shared.Term;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one account bought: a prepaid quota with its own validity (rules P1–P3, P10).
 *
 * @param id its id
 * @param terms what it was bought with
 * @param purchasedAt when it was bought
 * @param effectiveAt from when it covers usage
 * @param term how long it is valid in all, renewals included; added to {@code effectiveAt} at once (rule T3)
 * @param expiresAt until when it covers usage, exclusive
 * @param freezes the times in which it covers nothing, in order
 * @param renewedAt when it was renewed last
 * @param refundedAt when its price was paid back
 */
public record Plan(
        PlanId id,
        PlanTerms terms,
        Instant purchasedAt,
        Instant effectiveAt,
        Term term,
        Instant expiresAt,
        List<Freeze> freezes,
        Optional<Instant> renewedAt,
        Optional<Instant> refundedAt) {

    /** Keeps a copy of the freezes. */
    public Plan {
        freezes = ImmutableList.copyOf(freezes);
    }

    /** A plan just bought, that takes effect at {@code effectiveAt} (rule P2). */
    public static Plan bought(
            PlanId id, PlanTerms terms, Instant purchasedAt, Instant effectiveAt, BillingCalendar calendar) {
        return new Plan(
                id,
                terms,
                purchasedAt,
                effectiveAt,
                terms.validity(),
                calendar.plus(effectiveAt, terms.validity()),
                ImmutableList.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether what occurs at the instant may be covered, quota aside (rules P3, P10). */
    public boolean covers(Instant instant) {
        return isValid(instant) && refundedAt.isEmpty() && !isFrozen(instant);
    }

    /** Whether {@code effectiveAt ≤ instant < expiresAt}. */
    public boolean isValid(Instant instant) {
        return !instant.isBefore(effectiveAt) && instant.isBefore(expiresAt);
    }

    /** Whether it is frozen at the instant. */
    public boolean isFrozen(Instant instant) {
        // the latest freeze first: nearly always the instant is now
        for (int i = freezes.size() - 1; i >= 0; i--) {
            if (freezes.get(i).holds(instant)) {
                return true;
            }
        }
        return false;
    }

    /** What it is at {@code now}, given what is left in its current period. */
    public PlanStatus status(Instant now, Quantity remaining) {
        if (refundedAt.isPresent()) {
            return PlanStatus.REFUNDED;
        }
        if (!now.isBefore(expiresAt)) {
            return PlanStatus.EXPIRED;
        }
        if (isFrozen(now)) {
            return PlanStatus.FROZEN;
        }
        if (now.isBefore(effectiveAt)) {
            return PlanStatus.PENDING;
        }
        return remaining.isZero() ? PlanStatus.EXHAUSTED : PlanStatus.ACTIVE;
    }

    /**
     * The start of the period whose quota is drawn on at the instant: for a total plan the one that it takes effect in.
     * Before it takes effect that is its first period, once it has expired its last.
     */
    public Instant periodStart(Instant instant, BillingCalendar calendar) {
        return terms.period().map(p -> p.startOf(clamp(instant), calendar)).orElse(effectiveAt);
    }

    /** The end of that period, or the expiry where that is earlier or the plan is total (rule P4). */
    public Instant periodEnd(Instant instant, BillingCalendar calendar) {
        return terms.period()
                .map(p -> Comparators.min(p.endOf(p.startOf(clamp(instant), calendar), calendar), expiresAt))
                .orElse(expiresAt);
    }

    private Instant clamp(Instant instant) {
        if (instant.isBefore(effectiveAt)) {
            return effectiveAt;
        }
        return instant.isBefore(expiresAt) ? instant : expiresAt.minusNanos(1);
    }

    /** When what is left is forfeited: once the last hour that it could cover is billed (rule P7). */
    public Instant forfeitedAt(BillingCalendar calendar) {
        return calendar.billedAt(calendar.hourOf(expiresAt.minusNanos(1)));
    }

    /** Frozen from {@code now} on; a frozen plan stays as it is (rule P10). */
    public Plan frozen(Instant now) {
        return isFrozen(now)
                ? this
                : withFreezes(ImmutableList.<Freeze>builder()
                        .addAll(freezes)
                        .add(new Freeze(now, Optional.empty()))
                        .build());
    }

    /** Unfrozen from {@code now} on; a plan that is not frozen stays as it is (rule P10). */
    public Plan unfrozen(Instant now) {
        if (!isFrozen(now)) {
            return this;
        }
        Freeze last = freezes.get(freezes.size() - 1);
        ImmutableList.Builder<Freeze> all =
                ImmutableList.<Freeze>builder().addAll(freezes.subList(0, freezes.size() - 1));
        // frozen and unfrozen at one instant: it was never frozen
        return withFreezes(
                last.from().equals(now)
                        ? all.build()
                        : all.add(new Freeze(last.from(), Optional.of(now))).build());
    }

    /** Longer by one more term, counted from {@code effectiveAt} with all terms added up (rules P8, T3). */
    public Plan renewed(Term by, Instant now, BillingCalendar calendar) {
        Term longer = term.plus(by);
        return new Plan(
                id,
                terms,
                purchasedAt,
                effectiveAt,
                longer,
                calendar.plus(effectiveAt, longer),
                freezes,
                Optional.of(now),
                refundedAt);
    }

    /** The reminders that it expires (rule L10); those before its purchase or last renewal are left out. */
    public List<ExpiryReminders.Reminder> reminders(BillingCalendar calendar) {
        return ExpiryReminders.of(renewedAt.orElse(purchasedAt), expiresAt, calendar);
    }

    /** Refunded at {@code now}: it covers nothing, whatever the time of a record (rule P9). */
    public Plan refunded(Instant now) {
        return new Plan(id, terms, purchasedAt, effectiveAt, term, expiresAt, freezes, renewedAt, Optional.of(now));
    }

    private Plan withFreezes(List<Freeze> all) {
        return new Plan(id, terms, purchasedAt, effectiveAt, term, expiresAt, all, renewedAt, refundedAt);
    }
}
