package dev.planstack.domain.runway;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;

/**
 * What expected usage was worked out from.
 *
 * @param method how
 * @param from the start of the first hour that was looked at, which is the first with usage in the last eight weeks
 * @param to the end of the last
 * @param hoursObserved how many hours that is, those without usage included
 * @param spread two standard errors of the mean of daily sums (of hourly ones before there is a week of them), as a part of the
 *     mean: the low estimate takes the rate times {@code 1 − spread}, the high one times {@code 1 + spread}
 */
public record Basis(Method method, Instant from, Instant to, int hoursObserved, BigDecimal spread) {

    /** How expected usage is worked out from what was observed. */
    public enum Method {
        /** The mean of each hour of the week; from four weeks of observation on. */
        HOUR_OF_WEEK,
        /** The mean of each hour of the day; from one week of observation on. */
        HOUR_OF_DAY,
        /** The plain mean. */
        MEAN,
        /** Nothing was observed, so nothing is expected. */
        NONE;

        /** The name on the wire: {@code hour-of-week}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
