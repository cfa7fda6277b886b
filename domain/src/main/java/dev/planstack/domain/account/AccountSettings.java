package dev.planstack.domain.account;

import com.google.common.collect.ImmutableSortedSet;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Term;
import java.util.Currency;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What an operator says of an account.
 *
 * @param name for people, 1–128 printable characters
 * @param currency the currency of its balance; it never changes
 * @param creditLimit how far the balance may go below zero, zero or more (rule A2)
 * @param protection how far it is carried once overdue (rule A3)
 * @param releaseAfter how long after suspension it is released (rule A5)
 * @param hardStop the meters that are served only while a plan covers them (rule A7)
 * @param lowBalanceAlert warn when what is available falls below this (rule A8)
 */
public record AccountSettings(
        String name,
        Currency currency,
        Money creditLimit,
        Protection protection,
        Term releaseAfter,
        SortedSet<MeterCode> hardStop,
        Optional<Money> lowBalanceAlert) {

    /** How long after suspension an account is released where nothing else is said (rule A5). */
    public static final Term DEFAULT_RELEASE_AFTER = Term.of("P15D");

    /** Keeps a copy of the meters. */
    public AccountSettings {
        hardStop = ImmutableSortedSet.copyOf(hardStop);
    }

    /** Settings with all defaults. */
    public static AccountSettings of(String name, Currency currency) {
        return new AccountSettings(
                name,
                currency,
                Money.zero(currency),
                Protection.DEFAULT,
                DEFAULT_RELEASE_AFTER,
                ImmutableSortedSet.of(),
                Optional.empty());
    }
}
