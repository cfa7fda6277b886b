package dev.planstack.application.license;

import dev.planstack.domain.license.AutoRenewalSchedule;
import dev.planstack.domain.license.LicenseOrder;
import dev.planstack.domain.shared.BillingCalendar;
import java.time.Instant;
import java.util.Optional;

/**
 * A license order as it stands at an instant.
 *
 * @param order the order
 * @param expired whether it has expired
 * @param nextAttemptAt when it tries to renew itself next (rule L9); empty if it does not
 */
public record LicenseOrderView(LicenseOrder order, boolean expired, Optional<Instant> nextAttemptAt) {

    /** The order as it stands at {@code now}. */
    public static LicenseOrderView of(LicenseOrder order, Instant now, BillingCalendar calendar) {
        return new LicenseOrderView(order, order.isExpired(now), AutoRenewalSchedule.nextAttempt(order, now, calendar));
    }
}
