package dev.planstack.domain.account;

import com.google.common.collect.ImmutableMap;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Event;
import dev.planstack.domain.shared.EventType;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.RefusalReason;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A customer's account: what the operator says of it, its balance, and the state that follows from both (rules A1, A2).
 *
 * @param id its id
 * @param settings what the operator says of it
 * @param createdAt when it was created
 * @param configuredAt since when its settings are what they are: what it lived through since then follows from them alone
 * @param balance the sum of its transactions
 * @param overdueSince since when {@code balance + creditLimit} is below zero, kept through the later states
 * @param suspendedAt when it was suspended
 * @param releasedAt when it was released
 * @param transactions how many transactions it has
 * @param plansBought how many plans it ever bought
 */
public record Account(
        AccountId id,
        AccountSettings settings,
        Instant createdAt,
        Instant configuredAt,
        Money balance,
        Optional<Instant> overdueSince,
        Optional<Instant> suspendedAt,
        Optional<Instant> releasedAt,
        long transactions,
        long plansBought) {

    /**
     * What a movement or a change of settings made of the account.
     *
     * @param account the account after it
     * @param transaction the movement, empty for a change of settings
     * @param events what there is to tell, in order
     */
    public record Change(Account account, Optional<Transaction> transaction, List<Event> events) {}

    /** A new account, active and with nothing on it (rule B1). */
    public static Account open(AccountId id, AccountSettings settings, Instant now) {
        return new Account(
                id,
                settings,
                now,
                now,
                Money.zero(settings.currency()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                0);
    }

    /** The state that the account is in. */
    public AccountState state() {
        if (releasedAt.isPresent()) {
            return AccountState.RELEASED;
        }
        if (suspendedAt.isPresent()) {
            return AccountState.SUSPENDED;
        }
        return overdueSince.isPresent() ? AccountState.OVERDUE : AccountState.ACTIVE;
    }

    /** {@code balance + creditLimit − accrued}. */
    public Money available(Money accrued) {
        return balance.plus(settings.creditLimit()).minus(accrued);
    }

    /** Moves the balance at {@code now}; the state follows at the same instant (rules A1, A2, A4). */
    public Change post(TransactionType type, Money amount, Optional<String> reference, Instant now) {
        Money after = balance.plus(amount);
        Transaction transaction = new Transaction(transactions + 1, type, amount, after, now, reference);
        Account moved = new Account(
                id,
                settings,
                createdAt,
                configuredAt,
                after,
                overdueSince,
                suspendedAt,
                releasedAt,
                transactions + 1,
                plansBought);
        return moved.settled(Optional.of(transaction), now);
    }

    /**
     * Replaces the settings at {@code now}; a changed credit limit takes effect at once (rule A2).
     *
     * @return the change, or a refusal with {@link RefusalReason#CURRENCY_MISMATCH} if the currency would change
     */
    public Outcome<Change> configure(AccountSettings to, Instant now) {
        if (!to.currency().equals(settings.currency())) {
            return Outcome.refused(Refusal.ofField(
                    RefusalReason.CURRENCY_MISMATCH,
                    "/currency",
                    "The currency of an account never changes; this one holds " + settings.currency() + "."));
        }
        Instant since = to.equals(settings) ? configuredAt : now;
        Account changed = new Account(
                id, to, createdAt, since, balance, overdueSince, suspendedAt, releasedAt, transactions, plansBought);
        return Outcome.done(changed.settled(Optional.empty(), now));
    }

    /** What it owes beyond its credit limit; zero or less while it is active. */
    public Money debt() {
        return balance.plus(settings.creditLimit()).negated();
    }

    /**
     * When an overdue account is suspended (rule A3): at once if its debt is above the protection amount, which is told by an
     * instant not after {@code now}; else when the protection time is over. Empty in any other state.
     */
    public Optional<Instant> suspensionAt(Instant now, BillingCalendar calendar) {
        if (state() != AccountState.OVERDUE) {
            return Optional.empty();
        }
        boolean aboveAmount = settings.protection()
                .amount()
                .map(amount -> debt().compareTo(amount) > 0)
                .orElse(false);
        return aboveAmount
                ? Optional.of(now)
                : overdueSince.map(
                        since -> calendar.plus(since, settings.protection().duration()));
    }

    /** When a suspended account is released (rule A5); empty in any other state. */
    public Optional<Instant> releaseAt(BillingCalendar calendar) {
        return state() == AccountState.SUSPENDED
                ? suspendedAt.map(at -> calendar.plus(at, settings.releaseAfter()))
                : Optional.empty();
    }

    /** Suspended at {@code now}. */
    public Account suspended(Instant now) {
        return withState(overdueSince, Optional.of(now), releasedAt);
    }

    /** Released at {@code now}, for good. */
    public Account released(Instant now) {
        return withState(overdueSince, suspendedAt, Optional.of(now));
    }

    private Account withState(Optional<Instant> overdue, Optional<Instant> suspended, Optional<Instant> released) {
        return new Account(
                id,
                settings,
                createdAt,
                configuredAt,
                balance,
                overdue,
                suspended,
                released,
                transactions,
                plansBought);
    }

    /** The account after one more plan was bought. */
    public Account withPlanBought() {
        return new Account(
                id,
                settings,
                createdAt,
                configuredAt,
                balance,
                overdueSince,
                suspendedAt,
                releasedAt,
                transactions,
                plansBought + 1);
    }

    /** Why the account may not buy for a price now, if it may not (rule P11). */
    public Optional<Refusal> refusesToBuy() {
        return switch (state()) {
            case ACTIVE -> Optional.empty();
            case OVERDUE, SUSPENDED ->
                Optional.of(Refusal.of(
                        RefusalReason.ACCOUNT_OVERDUE,
                        "The account owes " + balance.negated() + " " + balance.currency()
                                + " and cannot buy before it is topped up."));
            case RELEASED -> refusesAsReleased();
        };
    }

    /** Why a released account takes nothing any more, if it is released (rule A5). */
    public Optional<Refusal> refusesAsReleased() {
        return releasedAt.map(at -> Refusal.of(
                RefusalReason.ACCOUNT_RELEASED, "The account was released at " + at + "; nothing brings it back."));
    }

    /** Why something that has prices in some currencies cannot be sold to the account, if it cannot (rule M2). */
    public Optional<Refusal> refusesWithoutPrice(Collection<Currency> priced, String pointer) {
        return priced.contains(settings.currency())
                ? Optional.empty()
                : Optional.of(Refusal.ofField(
                        RefusalReason.CURRENCY_MISMATCH,
                        pointer,
                        "has no price in " + settings.currency() + ", the currency of the account"));
    }

    /** Why what is available does not cover a price, if it does not (rule P11). */
    public Optional<Refusal> refusesToPay(Money price, Money accrued) {
        Money available = available(accrued);
        return available.compareTo(price) >= 0
                ? Optional.empty()
                : Optional.of(new Refusal(
                        RefusalReason.INSUFFICIENT_BALANCE,
                        "It costs " + price + " " + price.currency() + "; " + available + " is available.",
                        List.of(),
                        ImmutableMap.of("required", price.toString(), "available", available.toString())));
    }

    private Change settled(Optional<Transaction> transaction, Instant now) {
        boolean covered = !balance.plus(settings.creditLimit()).isNegative();
        if (releasedAt.isPresent() || covered == overdueSince.isEmpty()) {
            return new Change(this, transaction, List.of());
        }
        Account changed = withState(covered ? Optional.empty() : Optional.of(now), Optional.empty(), Optional.empty());
        Event event = new Event(
                covered ? EventType.ACCOUNT_RESTORED : EventType.ACCOUNT_OVERDUE,
                now,
                Map.of("balance", balance.toString()));
        return new Change(changed, transaction, List.of(event));
    }
}
