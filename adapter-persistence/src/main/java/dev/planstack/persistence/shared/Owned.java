package dev.planstack.persistence.shared;

import dev.planstack.domain.account.AccountId;

/**
 * Something with the account that it belongs to.
 *
 * @param account whose it is
 * @param value what it is
 * @param <T> its type
 */
public record Owned<T>(AccountId account, T value) {}
