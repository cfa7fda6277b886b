package dev.planstack.domain.license;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Term;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules L4, L10 and T3 on one order: when a renewed term starts and ends, and when it is reminded of. */
class LicenseOrderTest {

    private static final BillingCalendar UTC = BillingCalendar.DEFAULT;

    private static final List<String> ZONES = List.of(
            "Asia/Kathmandu", "Australia/Lord_Howe", "America/New_York", "Pacific/Apia", "Africa/Casablanca", "UTC");

    /** Month ends, leap days, clock changes of the zones above, and the day that Apia left out, in local time. */
    private static final List<LocalDateTime> STARTS = List.of(
            LocalDateTime.parse("2026-01-31T10:00:00"),
            LocalDateTime.parse("2028-02-29T23:59:59.999999999"),
            LocalDateTime.parse("2027-08-31T00:00:00"),
            LocalDateTime.parse("2026-12-30T02:30:00"),
            LocalDateTime.parse("2026-03-07T02:30:00"),
            LocalDateTime.parse("2026-10-31T01:30:00"),
            LocalDateTime.parse("2026-04-05T01:45:00"),
            LocalDateTime.parse("2026-10-03T02:15:00"),
            LocalDateTime.parse("2026-02-14T02:30:00"),
            LocalDateTime.parse("2011-11-30T12:00:00"),
            LocalDateTime.parse("2011-12-29T12:00:00"));

    private static final List<String> TERMS =
            List.of("P1M", "P3M", "P1Y", "P1D", "P1W", "P1M15D", "PT6H", "PT30M", "P1DT1H");

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("planstack.seeds", 300));
    }

    private static BillingCalendar in(String zone) {
        return new BillingCalendar(ZoneId.of(zone), Duration.ofHours(1));
    }

    @DisplayName("L4, T3: a term starts at the expiry if that lies ahead or within the grace, else at the renewal")
    @ParameterizedTest(name = "{0}: {1} for {2}, renewed at {3} by {4}, grace {5}: {6} to {7}")
    @CsvSource({
        // zone, bought at, term, renewed at, by, grace, start of the new term, expiry
        "UTC, 2026-01-31T10:00:00Z, P1M, 2026-01-31T10:00:00Z, P1M, PT0S, 2026-02-28T10:00:00Z, 2026-03-31T10:00:00Z",
        "UTC, 2026-01-31T10:00:00Z, P1M, 2026-02-28T09:59:59.999999999Z, P1M, PT0S, 2026-02-28T10:00:00Z,"
                + " 2026-03-31T10:00:00Z",
        // the term that starts as the last one ends follows on it
        "UTC, 2026-01-31T10:00:00Z, P1M, 2026-02-28T10:00:00Z, P1M, PT0S, 2026-02-28T10:00:00Z, 2026-03-31T10:00:00Z",
        "UTC, 2026-01-31T10:00:00Z, P1M, 2026-02-28T10:00:00.000000001Z, P1M, PT0S, 2026-02-28T10:00:00.000000001Z,"
                + " 2026-03-28T10:00:00.000000001Z",
        "UTC, 2026-01-31T10:00:00Z, P1M, 2026-03-07T09:59:59.999999999Z, P1M, P7D, 2026-02-28T10:00:00Z,"
                + " 2026-03-31T10:00:00Z",
        "UTC, 2026-01-31T10:00:00Z, P1M, 2026-03-07T10:00:00Z, P1M, P7D, 2026-03-07T10:00:00Z, 2026-04-07T10:00:00Z",
        // in grace, but the term would be over already
        "UTC, 2026-01-31T10:00:00Z, P1M, 2026-03-31T09:59:59.999999999Z, P1M, P60D, 2026-02-28T10:00:00Z,"
                + " 2026-03-31T10:00:00Z",
        "UTC, 2026-01-31T10:00:00Z, P1M, 2026-03-31T10:00:00Z, P1M, P60D, 2026-03-31T10:00:00Z, 2026-04-30T10:00:00Z",
        // leap days
        "UTC, 2028-02-29T10:00:00Z, P1Y, 2028-03-01T10:00:00Z, P3Y, PT0S, 2029-02-28T10:00:00Z, 2032-02-29T10:00:00Z",
        "UTC, 2027-02-28T10:00:00Z, P1Y, 2027-03-01T10:00:00Z, P1Y, PT0S, 2028-02-28T10:00:00Z, 2029-02-28T10:00:00Z",
        // exact time
        "UTC, 2026-01-31T20:00:00Z, PT6H, 2026-01-31T21:00:00Z, P1M, PT0S, 2026-02-01T02:00:00Z, 2026-03-01T02:00:00Z",
        "UTC, 2026-01-31T20:00:00Z, P1M, 2026-01-31T21:00:00Z, PT6H, PT0S, 2026-02-28T20:00:00Z, 2026-03-01T02:00:00Z",
        // 31 January there, 30 January in UTC
        "Asia/Kathmandu, 2026-01-30T18:30:00Z, P1M, 2026-02-01T00:00:00Z, P1M, PT0S, 2026-02-27T18:30:00Z,"
                + " 2026-03-30T18:30:00Z",
        // 02:30 happens never on 8 March; that does not shift what follows
        "America/New_York, 2026-03-07T07:30:00Z, P1D, 2026-03-07T08:00:00Z, P1D, PT0S, 2026-03-08T07:30:00Z,"
                + " 2026-03-09T06:30:00Z",
        "Australia/Lord_Howe, 2026-03-04T21:00:00Z, P1M, 2026-03-05T00:00:00Z, P1M, PT0S, 2026-04-04T21:30:00Z,"
                + " 2026-05-04T21:30:00Z",
        // 30 December 2011 was left out
        "Pacific/Apia, 2011-11-30T20:00:00Z, P1M, 2011-12-01T00:00:00Z, P1M, PT0S, 2011-12-30T20:00:00Z,"
                + " 2012-01-29T20:00:00Z",
    })
    void renewal(
            String zone,
            Instant at,
            String term,
            Instant renewedAt,
            String by,
            String grace,
            Instant start,
            Instant expiry) {
        LicenseOrder order = GivenOrder.of(1, "player/basic").from(at).bought(term, in(zone));
        LicenseOrder renewed = GivenOrder.renewed(order, by, grace, renewedAt, in(zone));
        assertThat(renewed.renewals().get(0).startsAt()).isEqualTo(start);
        assertThat(renewed.expiresAt()).isEqualTo(expiry);
    }

    @DisplayName("T3: the terms of an order taken over are counted from the expiry that it came with")
    @ParameterizedTest(name = "expires at {0}, renewed by P1M twice: {1}, {2}")
    @CsvSource({
        "2026-01-31T10:00:00Z, 2026-02-28T10:00:00Z, 2026-03-31T10:00:00Z",
        "2026-02-28T10:00:00Z, 2026-03-28T10:00:00Z, 2026-04-28T10:00:00Z",
    })
    void takenOver(Instant expiresAt, Instant once, Instant twice) {
        Instant at = Instant.parse("2026-01-15T10:00:00Z");
        LicenseOrder order = GivenOrder.of(1, "player/basic").takenOver(expiresAt, at);
        LicenseOrder renewed = GivenOrder.renewed(order, "P1M", "PT0S", at, UTC);
        assertThat(renewed.expiresAt()).isEqualTo(once);
        assertThat(GivenOrder.renewed(renewed, "P1M", "PT0S", at, UTC).expiresAt())
                .isEqualTo(twice);
    }

    @DisplayName("T3: renewing by a and then by b ends where renewing by a + b ends; a late renewal counts afresh")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void termsAddUp(long seed) {
        Random random = new Random(seed);
        String zone = ZONES.get(random.nextInt(ZONES.size()));
        BillingCalendar calendar = in(zone);
        Instant anchor = STARTS.get(random.nextInt(STARTS.size()))
                .atZone(ZoneId.of(zone))
                .toInstant();
        Term counted = Term.of(anyOf(TERMS, random));
        LicenseOrder order = GivenOrder.of(1, "player/basic").from(anchor).bought(counted.toString(), calendar);
        Instant now = anchor;
        for (int i = 0; i < 12; i++) {
            String where = "seed %s, %s, renewal %s of %s".formatted(seed, zone, i, order);
            Term by = Term.of(anyOf(TERMS, random));
            boolean late = random.nextInt(4) == 0;
            long left = Duration.between(now, order.expiresAt()).toSeconds();
            now = late
                    ? order.expiresAt().plusSeconds(1 + random.nextInt(5_000_000))
                    : now.plusSeconds(left == 0 ? 0 : random.nextLong(left));
            LicenseOrder renewed = GivenOrder.renewed(order, by.toString(), "PT0S", now, calendar);
            anchor = late ? now : anchor;
            counted = late ? by : counted.plus(by);
            assertThat(renewed.expiresAt()).as(where).isEqualTo(calendar.plus(anchor, counted));
            assertThat(renewed.expiresAt()).as(where).isAfterOrEqualTo(order.expiresAt());
            assertThat(renewed.terms().size() - order.terms().size()).as(where).isEqualTo(late ? 1 : 0);
            assertThat(renewed.renewals().get(i).startsAt()).as(where).isEqualTo(late ? now : order.expiresAt());

            Term sum = by.plus(Term.of(anyOf(TERMS, random)));
            Term rest = new Term(
                    sum.months() - by.months(),
                    sum.days() - by.days(),
                    sum.exact().minus(by.exact()));
            if (!rest.equals(Term.ZERO)) {
                assertThat(GivenOrder.renewed(renewed, rest.toString(), "PT0S", now, calendar)
                                .expiresAt())
                        .as(where)
                        .isEqualTo(GivenOrder.renewed(order, sum.toString(), "PT0S", now, calendar)
                                .expiresAt());
            }
            order = renewed;
        }
    }

    private static String anyOf(List<String> terms, Random random) {
        return terms.get(random.nextInt(terms.size()));
    }

    private static String days(LicenseOrder order) {
        return order.reminders(UTC).stream().map(r -> String.valueOf(r.days())).collect(Collectors.joining(" "));
    }

    @DisplayName("L10: 30, 15, 7, 3 and 1 days before the expiry, none before the purchase")
    @ParameterizedTest(name = "bought for {0}: {1}, not to be renewed: {2}")
    @CsvSource({
        "P1Y, 30 15 7 3 1, 1",
        "P31D, 30 15 7 3 1, 1",
        "P29D, 15 7 3 1, 1",
        "P7D, 7 3 1, 1",
        "P6D, 3 1, 1",
        "P2D, 1, 1",
        "PT24H, 1, 1",
        "PT23H59M59S, '', ''",
    })
    void reminders(String term, String manual, String none) {
        LicenseOrder order = GivenOrder.of(1, "player/basic").bought(term, UTC);
        assertThat(days(order)).isEqualTo(manual);
        assertThat(days(order.with(AutoRenewal.auto(Term.of("P1M"))))).isEqualTo(manual);
        assertThat(days(order.with(AutoRenewal.NONE))).isEqualTo(none);
    }

    @Test
    @DisplayName("L10: none before the take-over, however long the order has been there")
    void remindersOfTakenOver() {
        Instant expiresAt = Instant.parse("2026-03-10T10:00:00Z");
        GivenOrder given = GivenOrder.of(1, "player/basic").from(Instant.parse("2025-03-10T10:00:00Z"));
        assertThat(days(given.takenOver(expiresAt, Instant.parse("2026-02-23T09:59:59Z"))))
                .isEqualTo("15 7 3 1");
        assertThat(days(given.takenOver(expiresAt, Instant.parse("2026-02-23T10:00:01Z"))))
                .isEqualTo("7 3 1");
        assertThat(days(given.takenOver(expiresAt, Instant.parse("2026-03-11T10:00:00Z"))))
                .isEmpty();
    }

    @Test
    @DisplayName("L10: after a renewal they count from the new expiry, none before the renewal")
    void remindersAfterRenewal() {
        LicenseOrder order = GivenOrder.of(1, "player/basic").bought("P10D", UTC);
        LicenseOrder renewed = GivenOrder.renewed(order, "P10D", "PT0S", Instant.parse("2026-01-19T10:00:00Z"), UTC);
        assertThat(days(renewed)).isEqualTo("7 3 1");
        assertThat(renewed.reminders(UTC).get(0).at()).isEqualTo("2026-01-23T10:00:00Z");
        assertThat(renewed.reminders(UTC).get(2).at()).isEqualTo("2026-01-29T10:00:00Z");
    }

    @DisplayName("L1: expired from the expiry on")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2026-01-20T09:59:59.999999999Z, false",
        "2026-01-20T10:00:00Z, true",
        "2026-01-20T10:00:00.000000001Z, true"
    })
    void expired(Instant now, boolean expired) {
        assertThat(GivenOrder.of(1, "player/basic").bought("P10D", UTC).isExpired(now))
                .isEqualTo(expired);
    }
}
