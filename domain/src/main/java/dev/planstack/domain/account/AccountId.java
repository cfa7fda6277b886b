package dev.planstack.domain.account;

import dev.planstack.domain.shared.Identifiers;
import dev.planstack.domain.shared.Parsed;

/**
 * Names an account. Chosen by the operator.
 *
 * @param value 1–64 of {@code A-Za-z0-9._-}
 */
public record AccountId(String value) implements Comparable<AccountId> {

    /** Reads an id of 1–64 characters of {@code A-Za-z0-9._-}. */
    public static Parsed<AccountId> parse(String text) {
        return Identifiers.parse(text).map(AccountId::new);
    }

    @Override
    public int compareTo(AccountId other) {
        return Identifiers.BY_CODE_POINT.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
