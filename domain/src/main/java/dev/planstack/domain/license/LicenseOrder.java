package dev.planstack.domain.license;

import com.google.common.collect.ImmutableList;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.ExpiryReminders;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Term;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One purchase of SDK licenses as one unit: one instance ID, one term, one expiry (rule L1). What it was bought as never
 * changes; its expiry follows from its renewals.
 *
 * @param id its id
 * @param instanceId what it is renewed by; empty for some taken over from an older system (rule L7)
 * @param offering what was bought; empty for some taken over
 * @param application the application that it is bound to, if any (rule L2)
 * @param sdks the SDKs that it holds, each once
 * @param term the term that it was bought for; empty for one taken over
 * @param recordedAt when it was bought here, or taken over
 * @param startsAt when its first term starts
 * @param firstExpiresAt when its first term ends
 * @param autoRenewal how it is renewed by itself
 * @param renewals its renewals, oldest first
 */
public record LicenseOrder(
        LicenseOrderId id,
        Optional<InstanceId> instanceId,
        Optional<OfferingId> offering,
        Optional<ApplicationId> application,
        List<LicensedSdk> sdks,
        Optional<Term> term,
        Instant recordedAt,
        Instant startsAt,
        Instant firstExpiresAt,
        AutoRenewal autoRenewal,
        List<LicenseRenewal> renewals) {

    /** Keeps copies. */
    public LicenseOrder {
        sdks = ImmutableList.copyOf(sdks);
        renewals = ImmutableList.copyOf(renewals);
    }

    /** When it expires, as things stand. */
    public Instant expiresAt() {
        return renewals.isEmpty() ? firstExpiresAt : last().to();
    }

    /** Whether it is expired at {@code now}: from its expiry on (rule T1). */
    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt());
    }

    /** Whether it holds an SDK, in whatever edition. */
    public boolean holds(String sdk) {
        return sdks.stream().anyMatch(s -> s.sdk().equals(sdk));
    }

    private LicenseRenewal last() {
        return renewals.get(renewals.size() - 1);
    }

    /**
     * When a term renewed at {@code now} starts (rule L4): at the expiry if that lies ahead or within the grace, else now. A
     * term that would be over already does not start at the expiry either: nobody would pay for it.
     *
     * @param grace how long after the expiry a renewal still counts from it
     */
    public Instant renewalStart(Term added, Term grace, Instant now, BillingCalendar calendar) {
        boolean inTime = !isExpired(now);
        boolean inGrace = now.isBefore(calendar.plus(expiresAt(), grace))
                && expiryAfter(expiresAt(), added, calendar).isAfter(now);
        return inTime || inGrace ? expiresAt() : now;
    }

    /**
     * When the order would expire with one more term. Terms that follow on each other are counted together from where the first
     * of them started (rule T3).
     *
     * @param start when the term starts: at the expiry, or later
     */
    public Instant expiryAfter(Instant start, Term added, BillingCalendar calendar) {
        // what an order taken over was sold for is not known, so its terms are counted from the expiry that it came
        // with
        Instant anchor = term.isPresent() ? startsAt : firstExpiresAt;
        Term counted = term.orElse(Term.ZERO);
        Instant expiry = firstExpiresAt;
        for (LicenseRenewal renewal : renewals) {
            boolean follows = renewal.startsAt().equals(expiry);
            anchor = follows ? anchor : renewal.startsAt();
            counted = follows ? counted.plus(renewal.term()) : renewal.term();
            expiry = renewal.to();
        }
        return start.equals(expiry) ? calendar.plus(anchor, counted.plus(added)) : calendar.plus(start, added);
    }

    /** The time that its terms cover (rule L8), joined where one follows on another. */
    public List<Interval> terms() {
        List<Interval> terms = new ArrayList<>();
        Interval current = new Interval(startsAt, firstExpiresAt);
        for (LicenseRenewal renewal : renewals) {
            if (renewal.startsAt().equals(current.end())) {
                current = new Interval(current.start(), renewal.to());
            } else {
                terms.add(current);
                current = new Interval(renewal.startsAt(), renewal.to());
            }
        }
        terms.add(current);
        return terms;
    }

    /** The reminders that it expires (rule L10); of an order that is not to be renewed only the last. */
    public List<ExpiryReminders.Reminder> reminders(BillingCalendar calendar) {
        Instant since = renewals.isEmpty() ? recordedAt : last().at();
        List<ExpiryReminders.Reminder> all = ExpiryReminders.of(since, expiresAt(), calendar);
        return autoRenewal.mode() == RenewalMode.NONE
                ? all.stream().filter(ExpiryReminders.Reminder::isLast).toList()
                : all;
    }

    /** With one more renewal. */
    public LicenseOrder renewed(LicenseRenewal renewal) {
        return with(
                application,
                autoRenewal,
                ImmutableList.<LicenseRenewal>builder()
                        .addAll(renewals)
                        .add(renewal)
                        .build());
    }

    /** Renewed by itself in another way. */
    public LicenseOrder with(AutoRenewal renewal) {
        return with(application, renewal, renewals);
    }

    /** Bound to an application. */
    public LicenseOrder boundTo(ApplicationId to) {
        return with(Optional.of(to), autoRenewal, renewals);
    }

    private LicenseOrder with(Optional<ApplicationId> boundTo, AutoRenewal auto, List<LicenseRenewal> all) {
        return new LicenseOrder(
                id, instanceId, offering, boundTo, sdks, term, recordedAt, startsAt, firstExpiresAt, auto, all);
    }
}
