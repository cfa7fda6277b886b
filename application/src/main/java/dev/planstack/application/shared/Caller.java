package dev.planstack.application.shared;

import com.google.common.collect.ImmutableSet;
import dev.planstack.domain.account.AccountId;
import java.util.Optional;
import java.util.Set;

/**
 * On whose behalf something is asked, which is what the API key of a request says.
 *
 * @param scopes what the key is for
 * @param account the one account that the key is for; empty if it is for all
 */
public record Caller(Set<Scope> scopes, Optional<AccountId> account) {

    /** Who may do everything. */
    public static final Caller OPERATOR = new Caller(Set.of(Scope.ADMIN), Optional.empty());

    /** Who came without a key, to where none is needed. */
    public static final Caller ANYONE = new Caller(Set.of(), Optional.empty());

    /** Keeps a copy. */
    public Caller {
        scopes = ImmutableSet.copyOf(scopes);
    }

    /** Whether one of these scopes is the key's, or the key is for everything. */
    public boolean may(Set<Scope> oneOf) {
        return scopes.contains(Scope.ADMIN) || oneOf.stream().anyMatch(scopes::contains);
    }

    /** Whether the key is for one account only. */
    public boolean isBound() {
        return account.isPresent();
    }

    /** Whether this account is there for the caller at all. One that is not is told of exactly as if it did not exist. */
    public boolean mayReach(AccountId other) {
        return account.isEmpty() || account.get().equals(other);
    }
}
