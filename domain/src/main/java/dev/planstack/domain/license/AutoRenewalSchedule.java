package dev.planstack.domain.license;

import dev.planstack.domain.shared.BillingCalendar;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;

/** When a license order tries to renew itself (rule L9): at 08:00 in the billing zone, from 9 days before its expiry. */
public final class AutoRenewalSchedule {

    private static final int DAYS_BEFORE = 9;

    private static final LocalTime TIME = LocalTime.of(8, 0);

    private AutoRenewalSchedule() {}

    /** The first attempt after an instant; empty if the order does not renew itself or expires before. */
    public static Optional<Instant> nextAttempt(LicenseOrder order, Instant after, BillingCalendar calendar) {
        if (order.autoRenewal().mode() != RenewalMode.AUTO) {
            return Optional.empty();
        }
        Instant justBefore = calendar.minusDays(order.expiresAt(), DAYS_BEFORE).minusNanos(1);
        Instant attempt = calendar.nextTimeOfDay(TIME, after.isAfter(justBefore) ? after : justBefore);
        return Optional.of(attempt).filter(at -> at.isBefore(order.expiresAt()));
    }
}
