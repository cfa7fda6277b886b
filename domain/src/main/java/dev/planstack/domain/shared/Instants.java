package dev.planstack.domain.shared;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads instants as RFC 3339 (rule T1) within the range that 64-bit nanoseconds hold. */
public final class Instants {

    /** The earliest instant that Planstack handles. */
    public static final Instant MIN = Instant.EPOCH;

    /** The latest instant that Planstack handles. */
    public static final Instant MAX = Instant.parse("2261-12-31T23:59:59.999999999Z");

    private static final Pattern RFC_3339 = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");

    private Instants() {}

    /** Reads an instant such as {@code 2026-01-31T10:30:00Z} or {@code 2026-01-31T12:30:00.5+02:00}. */
    public static Parsed<Instant> parse(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        if (RFC_3339.matcher(upper).matches()) {
            try {
                return inRange(OffsetDateTime.parse(upper, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                        .toInstant());
            } catch (DateTimeException e) {
                // a text of the right shape that names no real date or time: told below
                return notAnInstant();
            }
        }
        return notAnInstant();
    }

    /** The instant, if it lies between {@link #MIN} and {@link #MAX}. */
    public static Parsed<Instant> inRange(Instant instant) {
        return instant.isBefore(MIN) || instant.isAfter(MAX)
                ? Parsed.fault("must lie between " + MIN + " and " + MAX)
                : Parsed.of(instant);
    }

    /** Why something that ends at an instant cannot be sold, if that lies out of range. */
    public static Optional<Refusal> refusesExpiry(Instant expiresAt, String pointer) {
        return inRange(expiresAt)
                .<Optional<Refusal>>fold(
                        end -> Optional.empty(),
                        fault -> Optional.of(
                                Refusal.ofField(RefusalReason.INVALID, pointer, "ends too late: the expiry " + fault)));
    }

    private static Parsed<Instant> notAnInstant() {
        return Parsed.fault("must be an RFC 3339 instant, such as \"2026-01-31T10:30:00Z\"");
    }
}
