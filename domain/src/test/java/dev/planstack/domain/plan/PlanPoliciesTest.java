package dev.planstack.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.account.Account;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.Term;
import dev.planstack.testing.Given;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules P2, P8, P10 and P11: why plans are not sold, renewed or frozen, in order of precedence. */
class PlanPoliciesTest {

    private static final BillingCalendar UTC = BillingCalendar.DEFAULT;
    private static final Instant NOW = Instant.parse("2026-01-10T10:00:00Z");

    private static Account account(String state, String balance) {
        return Given.account(state, balance, NOW);
    }

    /** An offering at 1.00 with traits: {@code withdrawn}, {@code unpriced}, {@code fixed} (not renewable). */
    private static PlanOffering offering(String traits) {
        PlanOffering o = Given.offering("o", "10", Period.DAY, "P10D", "m");
        return new PlanOffering(
                o.id(),
                o.name(),
                o.unit(),
                o.quota(),
                o.period(),
                o.validity(),
                o.meters(),
                traits.contains("unpriced") ? Map.of() : o.prices(),
                o.activationDelay(),
                !traits.contains("fixed"),
                traits.contains("withdrawn"));
    }

    @DisplayName("P2, P11: a purchase is refused for the first of: fields, account, offering, currency, balance")
    @ParameterizedTest(name = "{0} with {1}, offering {2}, effective {3}: {4}")
    @CsvSource({
        // state, balance, traits of the offering, effectiveAt, what comes of it
        "active, 1.00, '', 2026-01-10T10:00:00Z, done",
        "active, 1.00, '', 2026-01-10T10:00:00.000000001Z, done",
        "active, 1.00, fixed, 2027-01-01T00:00:00Z, done",
        "active, 0.99, '', 2026-01-10T10:00:00Z, INSUFFICIENT_BALANCE",
        "active, 0.00, unpriced, 2026-01-10T10:00:00Z, CURRENCY_MISMATCH /offering",
        "active, 0.00, withdrawn unpriced, 2026-01-10T10:00:00Z, UNKNOWN /offering",
        "overdue, -1.00, withdrawn unpriced, 2026-01-10T10:00:00Z, ACCOUNT_OVERDUE",
        "suspended, -1.00, withdrawn unpriced, 2026-01-10T10:00:00Z, ACCOUNT_OVERDUE",
        "released, -1.00, withdrawn unpriced, 2026-01-10T10:00:00Z, ACCOUNT_RELEASED",
        "released, -1.00, withdrawn unpriced, 2026-01-10T09:59:59.999999999Z, INVALID /effectiveAt",
        // the expiry has to be an instant that is handled
        "active, 1.00, '', 2261-12-21T23:59:59.999999999Z, done",
        "active, 1.00, '', 2261-12-22T00:00:00Z, INVALID /effectiveAt",
    })
    void purchase(String state, String balance, String traits, Instant effectiveAt, String result) {
        assertThat(Given.told(PlanPolicies.refusesPurchase(
                        account(state, balance), offering(traits), effectiveAt, Money.zero(Given.USD), NOW, UTC)))
                .isEqualTo(result);
    }

    @Test
    @DisplayName(
            "P11: what is available is the balance and the credit limit less what is accrued; the refusal tells it")
    void available() {
        Optional<Refusal> refusal = PlanPolicies.refusesPurchase(
                account("active", "1.50"), offering(""), NOW, Money.of("0.51", "USD"), NOW, UTC);
        assertThat(refusal.map(Refusal::facts)).contains(Map.of("required", "1.00", "available", "0.99"));
        assertThat(PlanPolicies.refusesPurchase(
                        account("active", "1.50"), offering(""), NOW, Money.of("0.50", "USD"), NOW, UTC))
                .isEmpty();
    }

    @DisplayName("P8, P11: a renewal is refused for the first of: term, account, plan and offering, currency, balance")
    @ParameterizedTest(name = "{0} with {1}, plan {2} at {4}, offering {3}, term {5}: {6}")
    @CsvSource({
        // state, balance, plan, offering, now, term, what comes of it
        "active, 1.00, '', '', 2026-01-19T10:00:00Z, , done",
        "active, 1.00, '', '', 2026-01-19T10:00:00Z, P10D, done",
        "active, 1.00, '', '', 2026-01-10T10:00:00Z, , done",
        "active, 1.00, '', '', 2026-01-20T09:59:59.999999999Z, , done",
        "active, 0.99, '', '', 2026-01-19T10:00:00Z, , INSUFFICIENT_BALANCE",
        "active, 0.00, '', unpriced, 2026-01-19T10:00:00Z, , CURRENCY_MISMATCH /offering",
        "active, 1.00, '', '', 2026-01-20T10:00:00Z, , PLAN_NOT_RENEWABLE",
        "active, 1.00, fixed, '', 2026-01-19T10:00:00Z, , PLAN_NOT_RENEWABLE",
        "active, 1.00, '', fixed, 2026-01-19T10:00:00Z, , PLAN_NOT_RENEWABLE",
        "active, 1.00, '', withdrawn, 2026-01-19T10:00:00Z, , PLAN_NOT_RENEWABLE",
        "active, 1.00, refunded, '', 2026-01-19T10:00:00Z, , PLAN_NOT_RENEWABLE",
        "overdue, -1.00, fixed, withdrawn, 2026-01-21T10:00:00Z, , ACCOUNT_OVERDUE",
        "released, -1.00, fixed, withdrawn, 2026-01-21T10:00:00Z, , ACCOUNT_RELEASED",
        "overdue, -1.00, '', '', 2026-01-19T10:00:00Z, P1M, INVALID /term",
        "active, 1.00, fixed, '', 2026-01-19T10:00:00Z, P1M, PLAN_NOT_RENEWABLE",
    })
    void renewal(String state, String balance, String plan, String traits, Instant now, String term, String result) {
        Plan bought = Given.plan(1, offering(plan), NOW);
        assertThat(Given.told(PlanPolicies.refusesRenewal(
                        account(state, balance),
                        plan.contains("refunded") ? refunded(bought) : bought,
                        offering(traits),
                        Optional.ofNullable(term).map(Term::of),
                        Money.zero(Given.USD),
                        now,
                        UTC)))
                .isEqualTo(result);
    }

    @Test
    @DisplayName("P8: the refusal names the way that works")
    void wayThatWorks() {
        assertThat(PlanPolicies.refusesRenewal(
                                account("active", "1.00"),
                                Given.plan(1, offering("fixed"), NOW),
                                offering("fixed"),
                                Optional.empty(),
                                Money.zero(Given.USD),
                                NOW,
                                UTC)
                        .map(Refusal::detail))
                .contains("Plans of this offering cannot be renewed. Buy another plan instead: it stacks.");
    }

    @DisplayName("P10: expired and refunded plans cannot be frozen; pending and exhausted ones can")
    @ParameterizedTest(name = "{0}, refunded {1}, at {2}: {3}")
    @CsvSource({
        // state, refunded, now, what comes of it
        "active, false, 2026-01-01T00:00:00Z, done",
        "suspended, false, 2026-01-19T10:00:00Z, done",
        "active, false, 2026-01-20T09:59:59.999999999Z, done",
        "active, false, 2026-01-20T10:00:00Z, PLAN_NOT_FREEZABLE",
        "active, true, 2026-01-11T00:00:00Z, PLAN_NOT_FREEZABLE",
        "released, true, 2026-01-21T00:00:00Z, ACCOUNT_RELEASED",
    })
    void freeze(String state, boolean refunded, Instant now, String result) {
        Plan plan = Given.plan(1, offering(""), NOW);
        assertThat(Given.told(
                        PlanPolicies.refusesFreeze(account(state, "0.00"), refunded ? refunded(plan) : plan, now)))
                .isEqualTo(result);
    }

    private static Plan refunded(Plan p) {
        return p.refunded(NOW);
    }
}
