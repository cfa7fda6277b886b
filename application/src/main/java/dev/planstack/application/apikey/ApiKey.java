package dev.planstack.application.apikey;

import com.google.common.collect.ImmutableSortedSet;
import dev.planstack.application.shared.Caller;
import dev.planstack.application.shared.Scope;
import dev.planstack.domain.account.AccountId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What is kept of a key.
 *
 * @param id its public part
 * @param definition what it is for
 * @param hash the hash of the whole key
 * @param createdAt when it was made
 */
public record ApiKey(ApiKeyId id, Definition definition, String hash, Instant createdAt) {

    /**
     * What a key is for.
     *
     * @param name for people
     * @param scopes what it may do, one at least
     * @param account the one account that it is for; empty for all
     */
    public record Definition(String name, Set<Scope> scopes, Optional<AccountId> account) {

        /** Keeps a copy, in one order. */
        public Definition {
            scopes = ImmutableSortedSet.copyOf(scopes);
        }
    }

    Caller caller() {
        return new Caller(definition.scopes(), definition.account());
    }
}
