package dev.planstack.domain.plan;

import dev.planstack.domain.shared.BillingCalendar;
import java.time.Instant;
import java.util.Locale;

/** How often a periodic plan gets its quota again: each calendar hour, day or month of the billing zone (rule P1). */
public enum Period {
    /** Each hour. */
    HOUR,
    /** Each day. */
    DAY,
    /** Each month. */
    MONTH;

    /** The name on the wire: {@code month}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The start of the period that holds the instant. */
    public Instant startOf(Instant instant, BillingCalendar calendar) {
        return switch (this) {
            case HOUR -> calendar.hourOf(instant);
            case DAY -> calendar.dayOf(instant);
            case MONTH -> calendar.monthOf(instant);
        };
    }

    /** The end of the period that starts at {@code start}. */
    public Instant endOf(Instant start, BillingCalendar calendar) {
        return switch (this) {
            case HOUR -> calendar.hourEnd(start);
            case DAY -> calendar.dayEnd(start);
            case MONTH -> calendar.monthEnd(start);
        };
    }
}
