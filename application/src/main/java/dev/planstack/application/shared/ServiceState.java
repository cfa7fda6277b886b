package dev.planstack.application.shared;

import dev.planstack.domain.shared.BillingCalendar;
import java.time.Instant;

/**
 * What the service as a whole stands at.
 *
 * @param commit how many changes were committed; each has the next number, without gaps
 * @param now the instant up to which due work is done; time never goes back behind it
 * @param calendar the billing calendar, which never changes
 */
public record ServiceState(long commit, Instant now, BillingCalendar calendar) {

    ServiceState committed(long to) {
        return new ServiceState(to, now, calendar);
    }

    ServiceState reached(Instant instant) {
        return new ServiceState(commit, instant, calendar);
    }
}
