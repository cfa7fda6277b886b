package dev.planstack.domain.account;

import dev.planstack.domain.shared.Money;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One movement of a balance; never changed or removed (rule A1).
 *
 * @param number its place among the account's transactions, counted from 1
 * @param type what moved the balance
 * @param amount what was added, negative where it was taken
 * @param balanceAfter the balance with it
 * @param at when
 * @param reference what it belongs to: the payer's words, a plan's id, a bill's id
 */
public record Transaction(
        long number, TransactionType type, Money amount, Money balanceAfter, Instant at, Optional<String> reference) {

    /** The id on the wire, ascending in the order of posting: {@code tx-000000001}. */
    public String id() {
        return idOf(number);
    }

    /** The id of an account's n-th transaction, counted from 1. */
    public static String idOf(long number) {
        return String.format(Locale.ROOT, "tx-%09d", number);
    }
}
