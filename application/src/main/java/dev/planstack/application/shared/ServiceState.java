package dev.planstack.application.shared;

import dev.planstack.domain.shared.BillingCalendar;
import java.time.Instant;

/**
 * What the service as a whole stands at.
 *
 * @param commit how many changes were committed; each has the next number, without gaps
 * @param catalog how often the catalog was changed: all that belongs to no account but decides what happens to them
 * @param now the latest instant at which anything was done; time never goes back behind it. Due work is done up to it, but for
 *     that of accounts which another process has in hand
 * @param calendar the billing calendar, which never changes
 */
public record ServiceState(long commit, long catalog, Instant now, BillingCalendar calendar) {}
