package dev.planstack.domain.shared;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time as people buy it: months and days of the calendar, and exact time (rule T3). Terms add up part
 * by part, so that renewing by a and then by b ends where renewing by a + b ends.
 *
 * @param months whole calendar months, zero or more
 * @param days whole calendar days, zero or more
 * @param exact exact time in whole seconds, zero or more
 */
public record Term(long months, long days, Duration exact) {

    /** No time at all. */
    public static final Term ZERO = new Term(0, 0, Duration.ZERO);

    /** The longest term that is accepted, in days of any mixture: a hundred years. */
    private static final long MAX_DAYS = 36_525;

    private static final BigDecimal AVERAGE_MONTH = new BigDecimal("30.4375");

    private static final Pattern ISO =
            Pattern.compile("P(?:(\\d{1,9})Y)?(?:(\\d{1,9})M)?(?:(\\d{1,9})W)?(?:(\\d{1,9})D)?"
                    + "(?:T(?:(\\d{1,9})H)?(?:(\\d{1,9})M)?(?:(\\d{1,9})S)?)?");

    /** Refuses negative parts. */
    public Term {
        if (months < 0 || days < 0 || exact.isNegative()) {
            throw new IllegalArgumentException("a term is never negative");
        }
    }

    /** The term that an ISO 8601 text names, such as {@code P1M}. */
    public static Term of(String iso) {
        return parseZeroOrMore(iso).orThrow();
    }

    /** Reads an ISO 8601 duration above zero and of at most a hundred years: {@code P1M}, {@code P1Y}, {@code PT6H}. */
    public static Parsed<Term> parse(String text) {
        return parseZeroOrMore(text)
                .then(t -> t.equals(ZERO) ? Parsed.fault("must be longer than zero, such as \"P1M\"") : Parsed.of(t));
    }

    /** As {@link #parse}, zero allowed. */
    public static Parsed<Term> parseZeroOrMore(String text) {
        Matcher m = ISO.matcher(text);
        if (!m.matches() || text.endsWith("P") || text.endsWith("T")) {
            return Parsed.fault(
                    "must be an ISO 8601 duration without fractions, such as \"P1M\", \"P30D\" or \"PT6H\"");
        }
        long months = 12 * part(m, 1) + part(m, 2);
        long days = 7 * part(m, 3) + part(m, 4);
        long seconds = 3600 * part(m, 5) + 60 * part(m, 6) + part(m, 7);
        BigDecimal length = BigDecimal.valueOf(months)
                .multiply(AVERAGE_MONTH)
                .add(BigDecimal.valueOf(days))
                .add(BigDecimal.valueOf(seconds / 86_400));
        if (length.compareTo(BigDecimal.valueOf(MAX_DAYS)) > 0) {
            return Parsed.fault("must be at most 100 years");
        }
        return Parsed.of(new Term(months, days, Duration.ofSeconds(seconds)));
    }

    private static long part(Matcher m, int group) {
        return m.group(group) == null ? 0 : Long.parseLong(m.group(group));
    }

    /** This and the other, part by part. */
    public Term plus(Term other) {
        return new Term(months + other.months, days + other.days, exact.plus(other.exact));
    }

    /** Canonical ISO 8601: {@code P1Y} for twelve months, {@code PT0S} for nothing. */
    @Override
    public String toString() {
        if (equals(ZERO)) {
            return "PT0S";
        }
        StringBuilder text = new StringBuilder("P");
        append(text, months / 12, 'Y');
        append(text, months % 12, 'M');
        append(text, days, 'D');
        return exact.isZero()
                ? text.toString()
                : text.append(exact.toString().substring(1)).toString();
    }

    private static void append(StringBuilder text, long count, char unit) {
        if (count > 0) {
            text.append(count).append(unit);
        }
    }
}
