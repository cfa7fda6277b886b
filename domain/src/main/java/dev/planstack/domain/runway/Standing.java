package dev.planstack.domain.runway;

import dev.planstack.domain.account.Account;
import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.billing.BookSnapshot;
import dev.planstack.domain.billing.OpenRecords;
import dev.planstack.domain.license.Licensing;
import dev.planstack.domain.meter.Meters;
import dev.planstack.domain.shared.BillingCalendar;
import java.time.Instant;

/**
 * An account as it stands, from where its future can be lived as often as one likes.
 *
 * @param calendar the billing calendar
 * @param meters the meters with their prices
 * @param licensing what the operator says of licenses
 * @param snapshot what is kept of the account
 * @param records its open records
 * @param doneUntil until when due work has been done
 * @param now the instant at which the future begins, {@code doneUntil} or later
 */
public record Standing(
        BillingCalendar calendar,
        Meters meters,
        Licensing licensing,
        BookSnapshot snapshot,
        OpenRecords records,
        Instant doneUntil,
        Instant now) {

    /** The same with the account as it is after a change. */
    Standing with(Account changed) {
        return new Standing(calendar, meters, licensing, snapshot.with(changed), records, doneUntil, now);
    }

    /** A book of its own, which reads open records from {@code open}. */
    AccountBook book(OpenRecords open) {
        return new AccountBook(calendar, meters, licensing, open, snapshot.withoutRunOutAlerts(), doneUntil);
    }
}
