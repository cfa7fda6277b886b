package dev.planstack.domain.license;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Term;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rule L9: the first 08:00 in the billing zone after now that is not before the expiry − 9 days, and before the expiry. */
class AutoRenewalScheduleTest {

    private static final AutoRenewal MONTHLY = AutoRenewal.auto(Term.of("P1M"));

    private static LicenseOrder order(Instant expiresAt) {
        return GivenOrder.of(1, "player/basic").takenOver(expiresAt, Instant.EPOCH);
    }

    @DisplayName("L9: the next attempt")
    @ParameterizedTest(name = "{0}: expires at {1}, after {2}: {3}")
    @CsvSource({
        // zone, expiry, after, next attempt
        "UTC, 2026-03-10T10:00:00Z, 2026-01-01T00:00:00Z, 2026-03-02T08:00:00Z",
        "UTC, 2026-03-10T08:00:00.000000001Z, 2026-01-01T00:00:00Z, 2026-03-02T08:00:00Z",
        "UTC, 2026-03-10T08:00:00Z, 2026-01-01T00:00:00Z, 2026-03-01T08:00:00Z",
        "UTC, 2026-03-10T00:00:00Z, 2026-01-01T00:00:00Z, 2026-03-01T08:00:00Z",
        // daily
        "UTC, 2026-03-10T10:00:00Z, 2026-03-02T07:59:59.999999999Z, 2026-03-02T08:00:00Z",
        "UTC, 2026-03-10T10:00:00Z, 2026-03-02T08:00:00Z, 2026-03-03T08:00:00Z",
        "UTC, 2026-03-10T10:00:00Z, 2026-03-02T08:00:00.000000001Z, 2026-03-03T08:00:00Z",
        // never at or after the expiry
        "UTC, 2026-03-10T08:00:00.000000001Z, 2026-03-09T08:00:00Z, 2026-03-10T08:00:00Z",
        "UTC, 2026-03-10T08:00:00Z, 2026-03-09T08:00:00Z, ",
        "UTC, 2026-03-10T07:59:59.999999999Z, 2026-03-09T08:00:00Z, ",
        "UTC, 2026-03-10T10:00:00Z, 2026-03-10T08:00:00Z, ",
        "UTC, 2026-03-10T10:00:00Z, 2026-05-10T08:00:00Z, ",
        // an order that is shorter than nine days
        "UTC, 2026-03-10T10:00:00Z, 2026-03-08T20:00:00Z, 2026-03-09T08:00:00Z",
        "UTC, 2026-03-10T07:00:00Z, 2026-03-09T20:00:00Z, ",
        // 08:00 in the billing zone
        "Asia/Kathmandu, 2026-03-10T02:15:00Z, 2026-01-01T00:00:00Z, 2026-03-01T02:15:00Z",
        "Asia/Kathmandu, 2026-03-10T02:15:00.000000001Z, 2026-01-01T00:00:00Z, 2026-03-02T02:15:00Z",
        // nine days over a clock change, at the same time of day: 08:00 was 13:00 UTC and is 12:00 UTC
        "America/New_York, 2026-03-15T12:00:00Z, 2026-01-01T00:00:00Z, 2026-03-06T13:00:00Z",
        "America/New_York, 2026-03-15T12:00:00Z, 2026-03-07T13:00:00Z, 2026-03-08T12:00:00Z",
        "America/New_York, 2026-11-05T13:00:00Z, 2026-10-31T12:00:00Z, 2026-11-01T13:00:00Z",
        // half an hour
        "Australia/Lord_Howe, 2026-04-10T00:00:00Z, 2026-04-03T21:00:00Z, 2026-04-04T21:30:00Z",
        "Australia/Lord_Howe, 2026-10-08T00:00:00Z, 2026-10-02T21:30:00Z, 2026-10-03T21:00:00Z",
        // 30 December 2011 was left out
        "Pacific/Apia, 2012-01-05T00:00:00Z, 2011-12-29T18:00:00Z, 2011-12-30T18:00:00Z",
        "Pacific/Apia, 2012-01-05T00:00:00Z, 2011-12-30T18:00:00Z, 2011-12-31T18:00:00Z",
    })
    void next(String zone, Instant expiresAt, Instant after, Instant attempt) {
        BillingCalendar calendar = new BillingCalendar(ZoneId.of(zone), Duration.ofHours(1));
        assertThat(AutoRenewalSchedule.nextAttempt(order(expiresAt).with(MONTHLY), after, calendar))
                .isEqualTo(Optional.ofNullable(attempt));
    }

    @DisplayName("L9: only where it is on")
    @ParameterizedTest
    @EnumSource(RenewalMode.class)
    void modes(RenewalMode mode) {
        LicenseOrder order = order(Instant.parse("2026-03-10T10:00:00Z")).with(AutoRenewal.of(mode, Term.of("P1M")));
        assertThat(AutoRenewalSchedule.nextAttempt(order, Instant.EPOCH, BillingCalendar.DEFAULT)
                        .isPresent())
                .isEqualTo(mode == RenewalMode.AUTO);
    }
}
