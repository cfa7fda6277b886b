package dev.planstack.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules T1–T3 and U4: the operator's calendar. */
class BillingCalendarTest {

    private static final List<String> ZONES = List.of(
            "UTC",
            "Asia/Kolkata",
            "Asia/Kathmandu",
            "America/New_York",
            "America/Sao_Paulo",
            "America/Havana",
            "Australia/Lord_Howe",
            "Pacific/Apia",
            "Europe/Dublin");

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("planstack.seeds", 200));
    }

    private static BillingCalendar in(String zone) {
        return new BillingCalendar(ZoneId.of(zone), Duration.ofHours(1));
    }

    @DisplayName("T2: hours are cut in the billing zone; where clocks change, one may be longer or shorter")
    @ParameterizedTest(name = "{0} {1}: {2} to {3}")
    @CsvSource({
        // zone, instant, start of its hour, end of it
        "UTC, 2026-01-10T10:59:59.999999999Z, 2026-01-10T10:00:00Z, 2026-01-10T11:00:00Z",
        "UTC, 2026-01-10T11:00:00Z, 2026-01-10T11:00:00Z, 2026-01-10T12:00:00Z",
        "Asia/Kolkata, 2026-01-10T10:15:00Z, 2026-01-10T09:30:00Z, 2026-01-10T10:30:00Z",
        "Asia/Kathmandu, 2026-01-10T10:15:00Z, 2026-01-10T10:15:00Z, 2026-01-10T11:15:00Z",
        // 02:00 happens never, 01:00 twice
        "America/New_York, 2026-03-08T06:30:00Z, 2026-03-08T06:00:00Z, 2026-03-08T07:00:00Z",
        "America/New_York, 2026-03-08T07:30:00Z, 2026-03-08T07:00:00Z, 2026-03-08T08:00:00Z",
        "America/New_York, 2026-11-01T05:30:00Z, 2026-11-01T05:00:00Z, 2026-11-01T06:00:00Z",
        "America/New_York, 2026-11-01T06:30:00Z, 2026-11-01T06:00:00Z, 2026-11-01T07:00:00Z",
        // half an hour back at 02:00: 01:00–02:00 lasts 90 minutes; forward: 02:30–03:00 lasts 30
        "Australia/Lord_Howe, 2026-04-04T14:10:00Z, 2026-04-04T14:00:00Z, 2026-04-04T15:30:00Z",
        "Australia/Lord_Howe, 2026-04-04T15:29:59Z, 2026-04-04T14:00:00Z, 2026-04-04T15:30:00Z",
        "Australia/Lord_Howe, 2026-04-04T15:30:00Z, 2026-04-04T15:30:00Z, 2026-04-04T16:30:00Z",
        "Australia/Lord_Howe, 2026-10-03T15:29:59Z, 2026-10-03T14:30:00Z, 2026-10-03T15:30:00Z",
        "Australia/Lord_Howe, 2026-10-03T15:45:00Z, 2026-10-03T15:30:00Z, 2026-10-03T16:00:00Z",
    })
    void hours(String zone, Instant instant, Instant start, Instant end) {
        assertThat(in(zone).hourOf(instant)).isEqualTo(start);
        assertThat(in(zone).hourEnd(start)).isEqualTo(end);
    }

    @DisplayName("T2: days are cut in the billing zone, also where midnight does not exist")
    @ParameterizedTest(name = "{0} {1}: {2} to {3}")
    @CsvSource({
        "UTC, 2026-01-31T23:59:59.999999999Z, 2026-01-31T00:00:00Z, 2026-02-01T00:00:00Z",
        "Asia/Kolkata, 2026-01-31T18:29:59Z, 2026-01-30T18:30:00Z, 2026-01-31T18:30:00Z",
        "Asia/Kolkata, 2026-01-31T18:30:00Z, 2026-01-31T18:30:00Z, 2026-02-01T18:30:00Z",
        // 23 and 25 hours
        "America/New_York, 2026-03-08T12:00:00Z, 2026-03-08T05:00:00Z, 2026-03-09T04:00:00Z",
        "America/New_York, 2026-11-01T12:00:00Z, 2026-11-01T04:00:00Z, 2026-11-02T05:00:00Z",
        // the clock jumps from 00:00 to 01:00: the day starts at 01:00
        "America/Sao_Paulo, 2018-11-04T02:59:59Z, 2018-11-03T03:00:00Z, 2018-11-04T03:00:00Z",
        "America/Sao_Paulo, 2018-11-04T03:00:00Z, 2018-11-04T03:00:00Z, 2018-11-05T02:00:00Z",
        // 23:00 happens twice
        "America/Sao_Paulo, 2018-02-18T02:30:00Z, 2018-02-17T02:00:00Z, 2018-02-18T03:00:00Z",
        // midnight happens twice: the first begins the day
        "America/Havana, 2026-11-01T05:30:00Z, 2026-11-01T04:00:00Z, 2026-11-02T05:00:00Z",
        // a day that was left out
        "Pacific/Apia, 2011-12-30T09:00:00Z, 2011-12-29T10:00:00Z, 2011-12-30T10:00:00Z",
    })
    void days(String zone, Instant instant, Instant start, Instant end) {
        assertThat(in(zone).dayOf(instant)).isEqualTo(start);
        assertThat(in(zone).dayEnd(start)).isEqualTo(end);
    }

    @DisplayName("T2: months are cut in the billing zone")
    @ParameterizedTest(name = "{0} {1}: {2} to {3}")
    @CsvSource({
        "UTC, 2024-02-29T23:59:59Z, 2024-02-01T00:00:00Z, 2024-03-01T00:00:00Z",
        "UTC, 2026-12-31T00:00:00Z, 2026-12-01T00:00:00Z, 2027-01-01T00:00:00Z",
        "Asia/Kolkata, 2026-01-31T18:29:59Z, 2025-12-31T18:30:00Z, 2026-01-31T18:30:00Z",
        "Asia/Kolkata, 2026-01-31T18:30:00Z, 2026-01-31T18:30:00Z, 2026-02-28T18:30:00Z",
        "America/New_York, 2026-03-31T12:00:00Z, 2026-03-01T05:00:00Z, 2026-04-01T04:00:00Z",
    })
    void months(String zone, Instant instant, Instant start, Instant end) {
        assertThat(in(zone).monthOf(instant)).isEqualTo(start);
        assertThat(in(zone).monthEnd(start)).isEqualTo(end);
    }

    @DisplayName("T3: terms are added from the anchor: months, then days, in the billing zone, then exact time")
    @ParameterizedTest(name = "{0} {1} + {2} is {3}")
    @CsvSource({
        "UTC, 2026-01-31T10:00:00Z, P1M, 2026-02-28T10:00:00Z",
        "UTC, 2026-01-31T10:00:00Z, P2M, 2026-03-31T10:00:00Z",
        "UTC, 2024-01-31T10:00:00Z, P1M, 2024-02-29T10:00:00Z",
        "UTC, 2024-02-29T10:00:00Z, P1Y, 2025-02-28T10:00:00Z",
        "UTC, 2024-02-29T10:00:00Z, P4Y, 2028-02-29T10:00:00Z",
        // months first, then days
        "UTC, 2026-01-30T00:00:00Z, P1M1D, 2026-03-01T00:00:00Z",
        "UTC, 2026-01-31T10:00:00Z, PT0S, 2026-01-31T10:00:00Z",
        // the zone's date decides, not that of UTC
        "Asia/Kolkata, 2026-01-30T18:30:00Z, P1M, 2026-02-27T18:30:00Z",
        // a calendar day keeps the time of day, 24 hours do not
        "America/New_York, 2026-03-07T17:00:00Z, P1D, 2026-03-08T16:00:00Z",
        "America/New_York, 2026-03-07T17:00:00Z, PT24H, 2026-03-08T17:00:00Z",
        // into a gap: the clock moves on by its length
        "America/New_York, 2026-03-07T07:30:00Z, P1D, 2026-03-08T07:30:00Z",
        // and out of it again, to the time of day of the anchor
        "America/New_York, 2026-03-07T07:30:00Z, P2D, 2026-03-09T06:30:00Z",
        // into an overlap: the offset of the anchor
        "America/New_York, 2026-10-31T05:30:00Z, P1D, 2026-11-01T05:30:00Z",
        "America/New_York, 2026-12-01T06:30:00Z, P11M, 2027-11-01T05:30:00Z",
        "America/Sao_Paulo, 2018-11-03T03:00:00Z, P1D, 2018-11-04T03:00:00Z",
        "Australia/Lord_Howe, 2026-10-02T15:45:00Z, P1D, 2026-10-03T15:45:00Z",
        "America/New_York, 2026-03-07T17:00:00Z, P1DT12H, 2026-03-09T04:00:00Z",
    })
    void terms(String zone, Instant anchor, String term, Instant end) {
        assertThat(in(zone).plus(anchor, Term.of(term))).isEqualTo(end);
    }

    @DisplayName("U4: an hour is billed once it is over and the settlement delay has passed")
    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        // delay, now, oldest open hour
        "PT1H, 2026-01-10T11:59:59.999999999Z, 2026-01-10T10:00:00Z",
        "PT1H, 2026-01-10T12:00:00Z, 2026-01-10T11:00:00Z",
        "PT0S, 2026-01-10T12:00:00Z, 2026-01-10T12:00:00Z",
        "PT90M, 2026-01-10T12:29:59Z, 2026-01-10T10:00:00Z",
        "PT90M, 2026-01-10T12:30:00Z, 2026-01-10T11:00:00Z",
    })
    void oldestOpenHour(Duration delay, Instant now, Instant hour) {
        assertThat(new BillingCalendar(ZoneOffset.UTC, delay).oldestOpenHour(now))
                .isEqualTo(hour);
    }

    @DisplayName("U4: an hour is billed exactly if its end and the settlement delay have passed, in every zone")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void billedIfOverAndDelayed(long seed) {
        Random random = new Random(seed);
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        BillingCalendar calendar = new BillingCalendar(zone, Duration.ofMinutes(random.nextInt(300)));
        // around a change of clocks half of the time
        Instant about = Instant.parse("2010-01-01T00:00:00Z").plusSeconds(random.nextInt(800_000_000));
        var change = zone.getRules().nextTransition(about);
        Instant base = change == null || random.nextBoolean() ? about : change.getInstant();
        for (int i = 0; i < 200; i++) {
            Instant now = base.plusSeconds(random.nextInt(40_000) - 20_000);
            Instant used = now.minusSeconds(random.nextInt(30_000));
            Instant hour = calendar.hourOf(used);
            assertThat(calendar.hourOf(hour)).as("%s: start of %s", zone, used).isEqualTo(hour);
            assertThat(used)
                    .as("%s", zone)
                    .isBetween(hour, calendar.hourEnd(hour).minusNanos(1));
            assertThat(calendar.hourOf(calendar.hourEnd(hour))).isEqualTo(calendar.hourEnd(hour));
            boolean over =
                    !calendar.hourEnd(hour).plus(calendar.settlementDelay()).isAfter(now);
            assertThat(hour.isBefore(calendar.oldestOpenHour(now)))
                    .as("%s: the hour of %s is billed at %s", calendar, used, now)
                    .isEqualTo(over)
                    .isEqualTo(!calendar.billedAt(hour).isAfter(now));
        }
    }

    @DisplayName("T3: adding a and then b to the anchor's terms ends where adding a + b ends, in odd zones")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void sumsOfTerms(long seed) {
        Random random = new Random(seed);
        BillingCalendar calendar = in(ZONES.get(random.nextInt(ZONES.size())));
        Instant anchor = Instant.parse("2010-01-01T00:00:00Z").plusSeconds(random.nextInt(800_000_000));
        Term a = new Term(random.nextInt(30), random.nextInt(60), Duration.ofMinutes(random.nextInt(5_000)));
        Term b = new Term(random.nextInt(30), random.nextInt(60), Duration.ofMinutes(random.nextInt(5_000)));
        assertThat(calendar.plus(anchor, a.plus(b))).isEqualTo(calendar.plus(anchor, b.plus(a)));
        assertThat(calendar.plus(anchor, a.plus(b))).isAfterOrEqualTo(calendar.plus(anchor, a));
    }

    @DisplayName("L9: the next time of day in the billing zone, once a day also where clocks change")
    @ParameterizedTest(name = "{0}: {1} after {2} is {3}")
    @CsvSource({
        "UTC, 08:00, 2026-01-10T07:59:59.999999999Z, 2026-01-10T08:00:00Z",
        "UTC, 08:00, 2026-01-10T08:00:00Z, 2026-01-11T08:00:00Z",
        "UTC, 00:00, 2026-01-10T00:00:00Z, 2026-01-11T00:00:00Z",
        "Asia/Kathmandu, 08:00, 2026-01-10T18:15:00Z, 2026-01-11T02:15:00Z",
        "America/New_York, 08:00, 2026-03-07T13:00:00Z, 2026-03-08T12:00:00Z",
        // 02:30 happens never
        "America/New_York, 02:30, 2026-03-07T07:30:00Z, 2026-03-08T07:30:00Z",
        "America/New_York, 02:30, 2026-03-08T07:30:00Z, 2026-03-09T06:30:00Z",
        // 01:30 happens twice
        "America/New_York, 01:30, 2026-10-31T05:30:00Z, 2026-11-01T05:30:00Z",
        "America/New_York, 01:30, 2026-11-01T05:30:00Z, 2026-11-02T06:30:00Z",
        // the clock jumps from 00:00 to 01:00
        "America/Sao_Paulo, 00:30, 2018-11-04T02:59:59Z, 2018-11-04T03:30:00Z",
        // a day that was left out
        "Pacific/Apia, 08:00, 2011-12-29T18:00:00Z, 2011-12-30T18:00:00Z",
        "Pacific/Apia, 08:00, 2011-12-30T18:00:00Z, 2011-12-31T18:00:00Z",
    })
    void nextTimeOfDay(String zone, LocalTime time, Instant after, Instant next) {
        assertThat(in(zone).nextTimeOfDay(time, after)).isEqualTo(next);
    }

    @DisplayName("L9: no 08:00 is left out, in every zone")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nextEightOClock(long seed) {
        Random random = new Random(seed);
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        LocalTime eight = LocalTime.of(8, 0);
        Instant about = Instant.parse("2010-01-01T00:00:00Z").plusSeconds(random.nextInt(800_000_000));
        var change = zone.getRules().nextTransition(about);
        Instant base = change == null || random.nextBoolean() ? about : change.getInstant();
        Instant after = base.plusSeconds(60L * (random.nextInt(3_000) - 1_500)).truncatedTo(ChronoUnit.MINUTES);
        Instant next = after.plusSeconds(60);
        while (!next.atZone(zone).toLocalTime().equals(eight)) {
            next = next.plusSeconds(60);
        }
        assertThat(in(zone.getId()).nextTimeOfDay(eight, after)).isEqualTo(next);
    }

    @Test
    @DisplayName("a settlement delay is never negative; the defaults are UTC and one hour")
    void defaults() {
        assertThat(BillingCalendar.DEFAULT).isEqualTo(new BillingCalendar(ZoneOffset.UTC, Duration.ofHours(1)));
        assertThatThrownBy(() -> new BillingCalendar(ZoneOffset.UTC, Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
