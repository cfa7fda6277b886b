package dev.planstack.domain.plan;

import dev.planstack.domain.shared.BillingCalendar;
import java.time.Instant;
import java.util.List;

/** When it is told that a plan expires soon (rule L10). */
public final class ExpiryReminders {

    /** How many days before the expiry. */
    private static final List<Integer> DAYS = List.of(30, 15, 7, 3, 1);

    private ExpiryReminders() {}

    /**
     * One reminder.
     *
     * @param at when it is told
     * @param days how many days before the expiry that is
     */
    public record Reminder(Instant at, int days) {}

    /** The reminders of a plan by time; those before its purchase or last renewal are left out. */
    public static List<Reminder> of(Plan plan, BillingCalendar calendar) {
        Instant since = plan.renewedAt().orElse(plan.purchasedAt());
        return DAYS.stream()
                .map(days -> new Reminder(calendar.minusDays(plan.expiresAt(), days), days))
                .filter(reminder -> !reminder.at().isBefore(since))
                .toList();
    }
}
