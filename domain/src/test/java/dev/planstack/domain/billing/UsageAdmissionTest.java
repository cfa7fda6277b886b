package dev.planstack.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.account.Account;
import dev.planstack.domain.meter.Meter;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.testing.Given;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules U1, U2, U7 and M2: which usage is accepted. */
class UsageAdmissionTest {

    private static final Instant NOW = Instant.parse("2026-03-10T10:00:00Z");

    private static UsageRecord record(Instant occurredAt) {
        return UsageRecord.received(
                new RecordId("r"), new MeterCode("m"), Quantity.of("1"), occurredAt, NOW, BillingCalendar.DEFAULT);
    }

    private static Account account(String state) {
        Account a = Given.account("a", NOW);
        return new Account(
                a.id(),
                a.settings(),
                a.createdAt(),
                a.configuredAt(),
                a.balance(),
                state.equals("active") ? Optional.empty() : Optional.of(NOW),
                state.equals("suspended") || state.equals("released") ? Optional.of(NOW) : Optional.empty(),
                state.equals("released") ? Optional.of(NOW) : Optional.empty(),
                0,
                0);
    }

    @DisplayName(
            "U2, U7, M2: usage is refused for the first of: its instant, a released account, a meter without price")
    @ParameterizedTest(name = "{0} of a {1} account, priced {2}: {3}")
    @CsvSource({
        // occurredAt, state, priced, what comes of it
        "2026-03-10T10:05:00Z, active, true, accepted",
        "2026-03-10T10:05:00.000000001Z, active, true, OUT_OF_RANGE",
        "2026-02-03T10:00:00Z, active, true, accepted",
        "2026-02-03T09:59:59.999999999Z, active, true, OUT_OF_RANGE",
        "2026-03-10T10:00:00Z, overdue, true, accepted",
        "2026-03-10T10:00:00Z, suspended, true, accepted",
        "2026-03-10T10:00:00Z, released, true, ACCOUNT_RELEASED",
        "2026-03-10T10:00:00Z, active, false, CURRENCY_MISMATCH",
        "2026-03-10T10:00:00Z, released, false, ACCOUNT_RELEASED",
        "2026-03-10T11:00:00Z, released, false, OUT_OF_RANGE",
    })
    void admission(Instant occurredAt, String state, boolean priced, String result) {
        Meter meter = priced ? Given.meter("m", 0) : Meter.of("m", "GB", 0);
        assertThat(UsageAdmission.refuses(record(occurredAt), meter, account(state))
                        .map(r -> r.reason().name())
                        .orElse("accepted"))
                .isEqualTo(result);
    }

    @DisplayName("U4: a record counts in its own hour until that is billed, then in the oldest open hour")
    @ParameterizedTest(name = "{0} counts in {1}, late {2}")
    @CsvSource({
        // occurredAt, hour; received at 10:00, hours are billed one hour after their end
        "2026-03-10T10:05:00Z, 2026-03-10T10:00:00Z, false",
        "2026-03-10T09:59:59Z, 2026-03-10T09:00:00Z, false",
        "2026-03-10T09:00:00Z, 2026-03-10T09:00:00Z, false",
        "2026-03-10T08:59:59.999999999Z, 2026-03-10T09:00:00Z, true",
        "2026-02-03T10:00:00Z, 2026-03-10T09:00:00Z, true",
    })
    void hour(Instant occurredAt, Instant hour, boolean late) {
        assertThat(record(occurredAt).hour()).isEqualTo(hour);
        assertThat(record(occurredAt).isLate()).isEqualTo(late);
    }

    @Test
    @DisplayName("U1: the same content is the same meter, quantity and instant, however written and whenever received")
    void sameContent() {
        UsageRecord record = Given.usage("r", "m", "1.50", "2026-03-10T10:00:00Z");
        assertThat(record.sameContent(new UsageRecord(
                        record.id(), record.meter(), Quantity.of("1.5"), record.occurredAt(), Instant.MAX, NOW)))
                .isTrue();
        assertThat(record.sameContent(Given.usage("r", "m", "1.51", "2026-03-10T10:00:00Z")))
                .isFalse();
        assertThat(record.sameContent(Given.usage("r", "n", "1.5", "2026-03-10T10:00:00Z")))
                .isFalse();
        assertThat(record.sameContent(Given.usage("r", "m", "1.5", "2026-03-10T10:00:01Z")))
                .isFalse();
    }
}
