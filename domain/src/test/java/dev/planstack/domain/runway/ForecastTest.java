package dev.planstack.domain.runway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.plan.Period;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Decimals;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.testing.Given;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is forecast of an account of whose meter one unit an hour was used for a day; instants are told in hours from then. */
class ForecastTest {

    private static final Instant NOW = GivenAccount.START.plus(Duration.ofHours(24));

    /** {@code quota/validity}, of a period where one is named: {@code day:30/P1M}. */
    private static PlanOffering offering(String text) {
        String[] parts = text.split("[:/]", -1);
        Optional<Period> period =
                parts.length == 3 ? Optional.of(Period.valueOf(parts[0].toUpperCase(Locale.ROOT))) : Optional.empty();
        return Given.offering(
                text.replaceAll("\\W", "-"),
                parts[parts.length - 2],
                period.orElse(null),
                parts[parts.length - 1],
                "m=1");
    }

    private static String hours(Optional<Instant> instant) {
        return instant.map(at -> Duration.between(NOW, at))
                .map(after -> after.toHours() + (after.toMinutesPart() == 0 ? "" : ":" + after.toMinutesPart()))
                .orElse("-");
    }

    @DisplayName("when plans end, billing switches, money no longer suffices, and the account is overdue and suspended")
    @ParameterizedTest(name = "{0}, plans {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                // balance | plans bought at the start    | plans until | switches | money until | overdue | suspended |
                // plans: used up, unused
                "1000.00   | 100/P1Y                      | 76          | 76       | 1075        | 1077    | 1437      | 76 0",
                "50.00     | 100/P1Y                      | 76          | 76       | 125         | 127     | 487       | 76 0",
                "1000.00   | 100/P2D                      | 24          | 24       | 1023        | 1025    | 1385      | - 52",
                "1000.00   | 24.5/P1Y                     | 0:30        | 0:30     | 999:30      | 1001    | 1361      | 0:30 0",
                "1000.00   | 24/P1Y                       | -           | -        | 999         | 1001    | 1361      | - 0",
                "1000.00   | 100/P1Y 100/P2D              | 124         | 124      | 1122        | 1124    | 1484      | - 52, 124 0",
                "1000.00   | day:30/P2D                   | 24          | 24       | 1023        | 1025    | 1385      | - 6",
                "100000.00 | day:12/P3D                   | 36          | 12       | -           | -       | -         | 12 0",
                "100000.00 | hour:1/P1Y                   | 8736        | 8736     | -           | -       | -         | 1 0",
                "24.00     | -                            | -           | -        | 0           | 2       | 362       | ",
            })
    void instants(
            String balance,
            String plans,
            String plansLastUntil,
            String switchesAt,
            String balanceLastsUntil,
            String overdueAt,
            String suspendedAt,
            String ends) {
        GivenAccount account = new GivenAccount(balance);
        if (!plans.equals("-")) {
            for (String plan : plans.split(" ", -1)) {
                account.buy(offering(plan));
            }
        }
        account.useHourly("m", "1", 24);

        Forecast.Estimate forecast = account.forecast("m").expected();

        assertThat(Decimals.text(forecast.rate().orElseThrow())).isEqualTo("1");
        List<String> told = new ArrayList<>(List.of(
                hours(forecast.plansLastUntil()),
                hours(forecast.switchesAt()),
                hours(forecast.future().balanceLastsUntil()),
                hours(forecast.future().overdueAt()),
                hours(forecast.future().suspendedAt())));
        forecast.plans()
                .forEach(end -> told.add(hours(end.usedUpAt()) + " "
                        + end.unused().map(q -> q.toString()).orElse("-")));
        List<String> expected =
                new ArrayList<>(List.of(plansLastUntil, switchesAt, balanceLastsUntil, overdueAt, suspendedAt));
        if (ends != null) {
            expected.addAll(List.of(ends.split(", ", -1)));
        }
        assertThat(told).containsExactlyElementsOf(expected);
    }

    @DisplayName("a plan that several meters share runs dry when all of them together have used it up")
    @Test
    void sharedPlan() {
        GivenAccount account = new GivenAccount("1000.00");
        account.buy(Given.offering("shared", "120.5", null, "P1Y", "m=1", "n=1/2"));
        for (int hour = 0; hour < 24; hour++) {
            account.after("PT30M");
            account.use("m", "1", account.now);
            account.use("n", "2", account.now);
            account.after("PT30M");
        }

        Forecast.Estimate forecast = Forecast.of(account.standing(), account.past(), Optional.empty())
                .expected();

        // 48 are taken of 120.5, two more in each hour
        assertThat(hours(forecast.plansLastUntil())).isEqualTo("36:15");
        assertThat(forecast.rate()).as("of several meters").isEmpty();
    }

    @DisplayName(
            "usage that came late is expected in the hour in which it occurred; the band is two standard errors wide")
    @Test
    void basis() {
        GivenAccount account = new GivenAccount("100.00");
        account.at(NOW);
        for (int hour = 0; hour < 24; hour++) {
            account.use("m", hour % 2 == 0 ? "1" : "3", GivenAccount.START.plus(Duration.ofHours(hour)));
        }

        Forecast forecast = account.forecast("m");

        // the deviation of ones and threes is 1 by 24 of 23, the error of their mean that by the root of 24: 0.2085,
        // twice that of 2
        assertThat(forecast.usage().get(0).basis())
                .isEqualTo(new Basis(Basis.Method.MEAN, GivenAccount.START, NOW, 24, new BigDecimal("0.2085")));
        assertThat(List.of(forecast.low(), forecast.expected(), forecast.high()))
                .extracting(estimate -> Decimals.text(estimate.rate().orElseThrow()))
                .containsExactly("1.583", "2", "2.417");
    }

    @DisplayName("of usage that only was before the last whole week, or in a single hour, the spread is not known")
    @ParameterizedTest(name = "used {0} hours ago")
    @CsvSource({"1", "170"})
    void unknownSpread(int hoursAgo) {
        NavigableMap<Instant, Quantity> past = new TreeMap<>();
        past.put(NOW.minus(Duration.ofHours(hoursAgo)), Quantity.of("7"));

        ExpectedUsage usage = ExpectedUsage.of(Given.meter("m", 9), past, BillingCalendar.DEFAULT, NOW);

        assertThat(usage.basis().hoursObserved()).isEqualTo(hoursAgo);
        assertThat(usage.basis().spread()).isEqualByComparingTo("1");
        assertThat(usage.rate(Band.LOW)).isEqualByComparingTo("0");
    }

    @DisplayName(
            "one week of observation gives each hour of the day a mean of its own, four weeks give it to each hour of the week")
    @ParameterizedTest(name = "{0} days: {1}, {2} on Saturday at noon, {3} on Monday at noon, {4} at one")
    @CsvSource({
        "6, mean, 0.458333, 0.458333, 0.458333",
        "7, hour-of-day, 8.571429, 8.571429, 0",
        "27, hour-of-day, 8.888889, 8.888889, 0",
        "28, hour-of-week, 0, 12, 0"
    })
    void profile(int days, String method, String saturdayNoon, String mondayNoon, String atOne) {
        BillingCalendar calendar = new BillingCalendar(ZoneId.of("Asia/Kolkata"), Duration.ZERO);
        ZonedDateTime monday = ZonedDateTime.parse("2026-01-05T00:00+05:30[Asia/Kolkata]");
        NavigableMap<Instant, Quantity> past = new TreeMap<>();
        for (int day = 0; day < days; day++) {
            past.put(monday.plusDays(day).toInstant(), Quantity.of("1"));
            if (day % 7 < 5) {
                past.put(monday.plusDays(day).plusHours(12).toInstant(), Quantity.of("12"));
            }
        }

        ExpectedUsage usage = ExpectedUsage.of(
                Given.meter("m", 9), past, calendar, monday.plusDays(days).toInstant());

        assertThat(usage.basis().method().code()).isEqualTo(method);
        ZonedDateTime next = monday.plusDays(28);
        assertThat(List.of(next.plusDays(5).plusHours(12), next.plusHours(12), next.plusHours(1)))
                .extracting(hour -> Decimals.text(
                        usage.between(hour.toInstant(), hour.plusHours(1).toInstant(), Band.EXPECTED, calendar)
                                .setScale(6, RoundingMode.HALF_UP)))
                .containsExactly(saturdayNoon, mondayNoon, atOne);
    }
}
