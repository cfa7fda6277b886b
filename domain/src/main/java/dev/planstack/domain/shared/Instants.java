package dev.planstack.domain.shared;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
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

    private static final int SECONDS_END = 19;
    private static final int NANO_PLACES = 9;

    private Instants() {}

    /** Reads an instant such as {@code 2026-01-31T10:30:00Z} or {@code 2026-01-31T12:30:00.5+02:00}. */
    public static Parsed<Instant> parse(String text) {
        return inUtc(text).map(Instants::inRange).orElseGet(() -> inAnyForm(text));
    }

    /** The form that nearly all clients send, with a Z and all of it real; empty for all else, which is read with more effort. */
    private static Optional<Instant> inUtc(String text) {
        int end = text.length() - 1;
        if (end < SECONDS_END || text.charAt(end) != 'Z' || !hasPunctuation(text)) {
            return Optional.empty();
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, SECONDS_END);
        int nanos = nanos(text, end);
        boolean real = year >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth()
                && hour >= 0
                && hour < 24
                && minute >= 0
                && minute < 60
                && second >= 0
                && second < 60
                && nanos >= 0;
        return real
                ? Optional.of(LocalDateTime.of(year, month, day, hour, minute, second, nanos)
                        .toInstant(ZoneOffset.UTC))
                : Optional.empty();
    }

    private static boolean hasPunctuation(String text) {
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    /** The number that digits make; negative if they are not all digits. */
    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static int nanos(String text, int end) {
        if (end == SECONDS_END) {
            return 0;
        }
        int places = end - SECONDS_END - 1;
        if (text.charAt(SECONDS_END) != '.' || places < 1 || places > NANO_PLACES) {
            return -1;
        }
        int nanos = digits(text, SECONDS_END + 1, end);
        for (int i = places; i < NANO_PLACES; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static Parsed<Instant> inAnyForm(String text) {
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
