package dev.planstack.domain.shared;

import java.time.Instant;
import java.util.List;

/** When it is told that a plan or a license order expires soon (rule L10). */
public final class ExpiryReminders {

    private static final int LAST = 1;

    /** How many days before the expiry. */
    private static final List<Integer> DAYS = List.of(30, 15, 7, 3, LAST);

    private ExpiryReminders() {}

    /**
     * One reminder.
     *
     * @param at when it is told
     * @param days how many days before the expiry that is
     */
    public record Reminder(Instant at, int days) {

        /** Whether none comes after it. */
        public boolean isLast() {
            return days == LAST;
        }
    }

    /**
     * The reminders of an expiry by time.
     *
     * @param since when what expires was bought or last renewed; reminders before it are left out
     */
    public static List<Reminder> of(Instant since, Instant expiresAt, BillingCalendar calendar) {
        return DAYS.stream()
                .map(days -> new Reminder(calendar.minusDays(expiresAt, days), days))
                .filter(reminder -> !reminder.at().isBefore(since))
                .toList();
    }
}
