package dev.planstack.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedSet;
import dev.planstack.domain.shared.EventType;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.RefusalReason;
import dev.planstack.testing.Given;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules A1, A2 and A4: balance and state. */
class AccountTest {

    private static final Instant T = Instant.parse("2026-01-10T10:00:00Z");

    private static Account with(String balance, String creditLimit, boolean suspended) {
        Account moved = Given.account("a", T)
                .post(TransactionType.ADJUSTMENT, Money.of(balance, "USD"), Optional.empty(), T)
                .account();
        Account a = configured(moved, creditLimit, T).account();
        return new Account(
                a.id(),
                a.settings(),
                a.createdAt(),
                a.configuredAt(),
                a.balance(),
                a.overdueSince(),
                suspended ? Optional.of(T) : Optional.empty(),
                Optional.empty(),
                a.transactions(),
                a.plansBought());
    }

    private static Account.Change configured(Account account, String creditLimit, Instant at) {
        AccountSettings s = account.settings();
        AccountSettings to = new AccountSettings(
                s.name(),
                s.currency(),
                Money.of(creditLimit, "USD"),
                s.protection(),
                s.releaseAfter(),
                ImmutableSortedSet.of(),
                Optional.empty());
        return account.configure(to, at).fold(change -> change, refusal -> {
            throw new AssertionError(refusal);
        });
    }

    @DisplayName("A2, A4: active while balance + creditLimit ≥ 0; a credit that does not reach that changes nothing")
    @ParameterizedTest(name = "{0} (limit {1}, suspended {2}) moved by {3}: {4}, {5}")
    @CsvSource({
        // balance, credit limit, suspended, movement, state after, event
        "1.00, 0.00, false, -1.00, ACTIVE, ''",
        "1.00, 0.00, false, -1.01, OVERDUE, ACCOUNT_OVERDUE",
        "1.00, 5.00, false, -6.00, ACTIVE, ''",
        "1.00, 5.00, false, -6.01, OVERDUE, ACCOUNT_OVERDUE",
        "-1.00, 0.00, false, -1.00, OVERDUE, ''",
        "-1.00, 0.00, false, 0.99, OVERDUE, ''",
        "-1.00, 0.00, false, 1.00, ACTIVE, ACCOUNT_RESTORED",
        "-1.00, 0.00, true, 0.99, SUSPENDED, ''",
        "-1.00, 0.00, true, -5.00, SUSPENDED, ''",
        "-1.00, 0.00, true, 1.00, ACTIVE, ACCOUNT_RESTORED",
        "-6.01, 5.00, true, 1.01, ACTIVE, ACCOUNT_RESTORED",
    })
    void moves(
            String balance, String creditLimit, boolean suspended, String movement, AccountState state, String event) {
        Account before = with(balance, creditLimit, suspended);
        Instant later = T.plusSeconds(60);
        Account.Change change =
                before.post(TransactionType.TOP_UP, Money.of(movement, "USD"), Optional.of("ref"), later);
        Money sum = Money.of(balance, "USD").plus(Money.of(movement, "USD"));
        assertThat(change.account().state()).isEqualTo(state);
        assertThat(change.account().balance()).isEqualTo(sum);
        assertThat(change.events().stream().map(e -> e.type().name()))
                .isEqualTo(event.isEmpty() ? List.of() : List.of(event));
        assertThat(change.transaction())
                .contains(new Transaction(
                        2, TransactionType.TOP_UP, Money.of(movement, "USD"), sum, later, Optional.of("ref")));
    }

    @DisplayName("A2: a changed credit limit takes effect at once, without a transaction")
    @ParameterizedTest(name = "{0}, limit {1} to {2}: {3}")
    @CsvSource({
        // balance, limit, new limit, state, overdue since
        "-1.00, 1.00, 0.99, OVERDUE",
        "-1.00, 1.00, 2.00, ACTIVE",
        "-1.00, 0.00, 0.99, OVERDUE",
        "-1.00, 0.00, 1.00, ACTIVE",
    })
    void creditLimit(String balance, String limit, String newLimit, AccountState state) {
        Account.Change change = configured(with(balance, limit, false), newLimit, T.plusSeconds(60));
        assertThat(change.account().state()).isEqualTo(state);
        assertThat(change.transaction()).isEmpty();
        assertThat(change.account().available(Money.zero(Given.USD)))
                .isEqualTo(Money.of(balance, "USD").plus(Money.of(newLimit, "USD")));
    }

    @Test
    @DisplayName("A2: overdue from the posting that crossed the line, not from later ones")
    void overdueSince() {
        Account overdue = Given.account("a", T)
                .post(TransactionType.BILL, Money.of("-1", "USD"), Optional.empty(), T.plusSeconds(1))
                .account();
        Account deeper = overdue.post(TransactionType.BILL, Money.of("-1", "USD"), Optional.empty(), T.plusSeconds(2))
                .account();
        assertThat(deeper.overdueSince()).contains(T.plusSeconds(1));
        Account.Change restored =
                deeper.post(TransactionType.TOP_UP, Money.of("2", "USD"), Optional.empty(), T.plusSeconds(3));
        assertThat(restored.account().overdueSince()).isEmpty();
        assertThat(restored.events()).singleElement().satisfies(e -> {
            assertThat(e.type()).isEqualTo(EventType.ACCOUNT_RESTORED);
            assertThat(e.at()).isEqualTo(T.plusSeconds(3));
        });
    }

    @Test
    @DisplayName("A1: the balance is the sum of its transactions, numbered without gaps")
    void sumOfTransactions() {
        Account account = Given.account("a", T);
        List<Transaction> all = new ArrayList<>();
        for (String amount : List.of("10.00", "-3.33", "0.01", "-20.00", "13.32")) {
            Account.Change change =
                    account.post(TransactionType.ADJUSTMENT, Money.of(amount, "USD"), Optional.empty(), T);
            all.add(change.transaction().orElseThrow());
            account = change.account();
        }
        assertThat(all.stream().map(Transaction::amount).reduce(Money.zero(Given.USD), Money::plus))
                .isEqualTo(account.balance())
                .isEqualTo(Money.zero(Given.USD));
        assertThat(all.stream().map(Transaction::id))
                .isEqualTo(List.of("tx-000000001", "tx-000000002", "tx-000000003", "tx-000000004", "tx-000000005"));
    }

    @Test
    @DisplayName("A2: what an account lives through follows from its settings since they were last changed")
    void configuredAt() {
        Account a = with("5.00", "0.00", false);
        assertThat(configured(a, "0.00", T.plusSeconds(1)).account().configuredAt())
                .isEqualTo(T);
        assertThat(configured(a, "1.00", T.plusSeconds(1)).account().configuredAt())
                .isEqualTo(T.plusSeconds(1));
    }

    @Test
    @DisplayName("A5: a released account stays released, whatever is paid; the currency never changes")
    void released() {
        Account a = with("-1.00", "0.00", true);
        Account released = new Account(
                a.id(), a.settings(), T, T, a.balance(), a.overdueSince(), a.suspendedAt(), Optional.of(T), 1, 0);
        Account.Change paid = released.post(TransactionType.TOP_UP, Money.of("9", "USD"), Optional.empty(), T);
        assertThat(paid.account().state()).isEqualTo(AccountState.RELEASED);
        assertThat(paid.events()).isEmpty();
        Optional<RefusalReason> refusal = a.configure(AccountSettings.of("a", Currency.getInstance("EUR")), T)
                .fold(change -> Optional.empty(), r -> Optional.of(r.reason()));
        assertThat(refusal).contains(RefusalReason.CURRENCY_MISMATCH);
    }
}
