package dev.planstack.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.domain.shared.Term;
import dev.planstack.testing.Given;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules P1–P3, P7, P8 and P10: what one plan is at an instant. */
class PlanTest {

    private static final BillingCalendar UTC = BillingCalendar.DEFAULT;
    private static final Instant START = Instant.parse("2026-01-10T10:20:00Z");
    private static final Instant END = Instant.parse("2026-01-20T10:20:00Z");

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("planstack.seeds", 200));
    }

    private static Plan plan(Period period) {
        return Given.plan(1, Given.offering("o", "10", period, "P10D", "m"), START);
    }

    private static Plan with(Plan p, List<Freeze> freezes, boolean refunded) {
        return new Plan(
                p.id(),
                p.terms(),
                p.purchasedAt(),
                p.effectiveAt(),
                p.term(),
                p.expiresAt(),
                freezes,
                Optional.empty(),
                refunded ? Optional.of(p.purchasedAt()) : Optional.empty());
    }

    @DisplayName("P10: status, first that holds: refunded, expired, frozen, pending, exhausted, active")
    @ParameterizedTest(name = "refunded {0}, frozen {1}, at {2}, {3} left: {4}")
    @CsvSource({
        // refunded, frozen, now, left, status
        "true, true, 2026-01-20T10:20:00Z, 0, REFUNDED",
        "true, false, 2026-01-12T00:00:00Z, 10, REFUNDED",
        "false, true, 2026-01-20T10:20:00Z, 0, EXPIRED",
        "false, false, 2026-01-20T10:20:00Z, 10, EXPIRED",
        "false, true, 2026-01-20T10:19:59.999999999Z, 0, FROZEN",
        "false, true, 2026-01-01T00:00:00Z, 10, FROZEN",
        "false, false, 2026-01-10T10:19:59.999999999Z, 10, PENDING",
        "false, false, 2026-01-01T00:00:00Z, 0, PENDING",
        "false, false, 2026-01-10T10:20:00Z, 0, EXHAUSTED",
        "false, false, 2026-01-10T10:20:00Z, 0.000000000001, ACTIVE",
        "false, false, 2026-01-20T10:19:59.999999999Z, 10, ACTIVE",
    })
    void status(boolean refunded, boolean frozen, Instant now, String left, PlanStatus status) {
        List<Freeze> freezes = frozen ? List.of(new Freeze(Instant.EPOCH, Optional.empty())) : List.of();
        assertThat(with(plan(null), freezes, refunded).status(now, Quantity.of(left)))
                .isEqualTo(status);
    }

    @DisplayName("P3, P10: covers effectiveAt ≤ occurredAt < expiresAt, outside [freeze, unfreeze)")
    @ParameterizedTest(name = "at {0}: {1}")
    @CsvSource({
        "2026-01-10T10:19:59.999999999Z, false",
        "2026-01-10T10:20:00Z, true",
        "2026-01-12T07:59:59.999999999Z, true",
        "2026-01-12T08:00:00Z, false",
        "2026-01-12T08:59:59.999999999Z, false",
        "2026-01-12T09:00:00Z, true",
        "2026-01-15T07:59:59.999999999Z, true",
        "2026-01-15T08:00:00Z, false",
        "2026-01-20T10:19:59.999999999Z, false",
        "2026-01-20T10:20:00Z, false",
    })
    void covers(Instant at, boolean covered) {
        List<Freeze> freezes = List.of(
                new Freeze(Instant.parse("2026-01-12T08:00:00Z"), Optional.of(Instant.parse("2026-01-12T09:00:00Z"))),
                new Freeze(Instant.parse("2026-01-15T08:00:00Z"), Optional.empty()));
        assertThat(with(plan(null), freezes, false).covers(at)).isEqualTo(covered);
        assertThat(with(plan(null), freezes, true).covers(at)).isFalse();
    }

    @Test
    @DisplayName("P10: freezing a frozen plan changes nothing; unfreezing at once leaves no trace; the expiry stays")
    void freezing() {
        Plan plan = plan(null);
        Plan frozen = plan.frozen(START.plusSeconds(60));
        assertThat(frozen.frozen(START.plusSeconds(90))).isEqualTo(frozen);
        assertThat(plan.unfrozen(START)).isEqualTo(plan);
        assertThat(frozen.unfrozen(START.plusSeconds(60))).isEqualTo(plan);
        Plan thawed = frozen.unfrozen(START.plusSeconds(120));
        assertThat(thawed.freezes())
                .containsExactly(new Freeze(START.plusSeconds(60), Optional.of(START.plusSeconds(120))));
        assertThat(thawed.isFrozen(START.plusSeconds(120))).isFalse();
        assertThat(thawed.expiresAt()).isEqualTo(END);
        assertThat(thawed.frozen(START.plusSeconds(180)).freezes()).hasSize(2);
    }

    @DisplayName(
            "P1: periods are calendar hours, days and months; the first is short; the last ends with the expiry (P4)")
    @ParameterizedTest(name = "{0} at {1}: {2} to {3}")
    @CsvSource({
        // period, instant, start, end
        ", 2026-01-10T10:20:00Z, 2026-01-10T10:20:00Z, 2026-01-20T10:20:00Z",
        ", 2026-01-19T00:00:00Z, 2026-01-10T10:20:00Z, 2026-01-20T10:20:00Z",
        "HOUR, 2026-01-10T10:20:00Z, 2026-01-10T10:00:00Z, 2026-01-10T11:00:00Z",
        "HOUR, 2026-01-10T11:00:00Z, 2026-01-10T11:00:00Z, 2026-01-10T12:00:00Z",
        "HOUR, 2026-01-20T10:10:00Z, 2026-01-20T10:00:00Z, 2026-01-20T10:20:00Z",
        "DAY, 2026-01-10T10:20:00Z, 2026-01-10T00:00:00Z, 2026-01-11T00:00:00Z",
        "DAY, 2026-01-10T23:59:59.999999999Z, 2026-01-10T00:00:00Z, 2026-01-11T00:00:00Z",
        "DAY, 2026-01-20T00:00:00Z, 2026-01-20T00:00:00Z, 2026-01-20T10:20:00Z",
        "MONTH, 2026-01-10T10:20:00Z, 2026-01-01T00:00:00Z, 2026-01-20T10:20:00Z",
        // before it takes effect its first, once expired its last
        "DAY, 2026-01-01T00:00:00Z, 2026-01-10T00:00:00Z, 2026-01-11T00:00:00Z",
        "DAY, 2026-01-20T10:20:00Z, 2026-01-20T00:00:00Z, 2026-01-20T10:20:00Z",
        "DAY, 2026-02-20T00:00:00Z, 2026-01-20T00:00:00Z, 2026-01-20T10:20:00Z",
    })
    void periods(Period period, Instant at, Instant start, Instant end) {
        assertThat(plan(period).periodStart(at, UTC)).isEqualTo(start);
        assertThat(plan(period).periodEnd(at, UTC)).isEqualTo(end);
    }

    @Test
    @DisplayName("P1: a plan that expires at midnight has no period that begins then")
    void expiresAtMidnight() {
        Plan plan =
                Given.plan(1, Given.offering("o", "10", Period.DAY, "P2D", "m"), Instant.parse("2026-01-10T00:00:00Z"));
        Instant midnight = Instant.parse("2026-01-12T00:00:00Z");
        assertThat(plan.expiresAt()).isEqualTo(midnight);
        assertThat(plan.periodStart(midnight, UTC)).isEqualTo("2026-01-11T00:00:00Z");
        assertThat(plan.periodEnd(midnight.minusNanos(1), UTC)).isEqualTo(midnight);
    }

    @DisplayName("P7: what is left is forfeited once the last hour that it could cover is billed")
    @ParameterizedTest(name = "valid {0}: {1}")
    @CsvSource({
        // validity from 10:20, forfeited at; hours are billed one hour after their end
        "PT30M, 2026-01-10T12:00:00Z",
        "PT40M, 2026-01-10T12:00:00Z",
        "PT41M, 2026-01-10T13:00:00Z",
        "P1D, 2026-01-11T12:00:00Z",
    })
    void forfeited(String validity, Instant at) {
        assertThat(Given.plan(1, Given.offering("o", "10", null, validity, "m"), START)
                        .forfeitedAt(UTC))
                .isEqualTo(at);
    }

    @DisplayName("P8, T3: renewals are counted from effectiveAt with all terms added up")
    @ParameterizedTest(name = "from {0}, {1} times P1M: {2}")
    @CsvSource({
        "2026-01-31T10:00:00Z, 0, 2026-02-28T10:00:00Z",
        "2026-01-31T10:00:00Z, 1, 2026-03-31T10:00:00Z",
        "2026-01-31T10:00:00Z, 2, 2026-04-30T10:00:00Z",
        "2024-01-31T10:00:00Z, 12, 2025-02-28T10:00:00Z",
    })
    void renewed(Instant from, int times, Instant end) {
        Plan plan = Given.plan(1, Given.offering("o", "10", Period.MONTH, "P1M", "m"), from);
        for (int i = 0; i < times; i++) {
            plan = plan.renewed(Term.of("P1M"), from, UTC);
        }
        assertThat(plan.expiresAt()).isEqualTo(end);
        assertThat(plan.effectiveAt()).isEqualTo(from);
    }

    @DisplayName("T3: renewing by a and then by b ends where renewing by a + b ends, in odd zones, and never earlier")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void renewingTwiceIsRenewingBySum(long seed) {
        Random random = new Random(seed);
        List<String> zones =
                List.of("Asia/Kolkata", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia");
        BillingCalendar calendar =
                new BillingCalendar(ZoneId.of(zones.get(random.nextInt(zones.size()))), Duration.ofHours(1));
        Instant from = Instant.parse("2010-01-01T00:00:00Z").plusSeconds(random.nextInt(600_000_000));
        PlanTerms terms = Given.offering("o", "10", Period.DAY, term(random).toString(), "m")
                .terms(Money.of("1.00", "USD"));
        Plan plan = Plan.bought(PlanId.ofNumber(1), terms, from, from, calendar);
        Term a = term(random);
        Term b = term(random);
        Plan both = plan.renewed(a, from, calendar).renewed(b, from, calendar);
        assertThat(both)
                .isEqualTo(plan.renewed(a.plus(b), from, calendar))
                .isEqualTo(plan.renewed(b, from, calendar).renewed(a, from, calendar));
        assertThat(both.expiresAt())
                .isAfterOrEqualTo(plan.renewed(a, from, calendar).expiresAt());
        assertThat(plan.renewed(a, from, calendar).expiresAt()).isAfter(plan.expiresAt());
    }

    private static Term term(Random random) {
        return new Term(random.nextInt(14), 2 + random.nextInt(40), Duration.ofMinutes(random.nextInt(3_000)));
    }
}
