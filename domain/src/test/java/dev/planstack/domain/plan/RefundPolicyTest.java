package dev.planstack.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.account.Account;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.testing.Given;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule P9: a total plan, bought at most 5 days ago, nothing of it used, one per offering, account and calendar year. */
class RefundPolicyTest {

    private static final Instant BOUGHT = Instant.parse("2026-12-29T10:00:00Z");

    private static Optional<String> refuses(Account account, Plan plan, String taken, Instant lastRefund, Instant now) {
        return RefundPolicy.refuses(
                        account,
                        plan,
                        Quantity.of(taken),
                        Optional.ofNullable(lastRefund),
                        now,
                        BillingCalendar.DEFAULT)
                .map(Refusal::detail);
    }

    @DisplayName("P9: each condition at its boundary; the refusal names the one that does not hold")
    @ParameterizedTest(name = "{0} plan, used {1}, last refund {2}, now {3}: {4}")
    @CsvSource({
        "total, 0, , 2026-12-29T10:00:00Z, ''",
        "total, 0, , 2027-01-03T10:00:00Z, ''",
        "total, 0, , 2027-01-03T10:00:00.000000001Z, within 5 days",
        "total, 0.000000000001, , 2026-12-29T10:00:00Z, Usage has drawn",
        "total, 0, 2026-01-01T00:00:00Z, 2026-12-31T23:59:59Z, per calendar year",
        "total, 0, 2026-12-31T23:59:59Z, 2027-01-01T00:00:00Z, ''",
        "total, 0, 2027-01-01T00:00:00Z, 2027-01-02T00:00:00Z, per calendar year",
        "periodic, 0, , 2026-12-29T10:00:00Z, periodic",
        "expired, 0, , 2026-12-31T10:00:00Z, expired",
        "refunded, 0, , 2026-12-29T10:00:00Z, already",
    })
    void conditions(String kind, String taken, Instant lastRefund, Instant now, String reason) {
        Plan bought = Given.plan(
                1,
                Given.offering(
                        "o",
                        "10",
                        kind.equals("periodic") ? Period.DAY : null,
                        kind.equals("expired") ? "P1D" : "P1M",
                        "m"),
                BOUGHT);
        Plan plan = kind.equals("refunded") ? bought.refunded(BOUGHT) : bought;
        Optional<String> refusal = refuses(Given.account("a", BOUGHT), plan, taken, lastRefund, now);
        if (reason.isEmpty()) {
            assertThat(refusal).isEmpty();
        } else {
            assertThat(refusal.orElseThrow()).contains(reason);
        }
    }

    @Test
    @DisplayName("A5, P9: nothing is paid back to a released account")
    void released() {
        Account released = Given.account("a", BOUGHT).suspended(BOUGHT).released(BOUGHT);
        assertThat(refuses(
                                released,
                                Given.plan(1, Given.offering("o", "1", null, "P1M", "m"), BOUGHT),
                                "0",
                                null,
                                BOUGHT)
                        .orElseThrow())
                .contains("released");
    }
}
