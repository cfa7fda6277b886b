package dev.planstack.domain.billing;

import dev.planstack.domain.account.AccountId;

/**
 * A place in the chain of an account's entries; the last one is the chain's head.
 *
 * @param place counted from 1; 0 before the first entry
 * @param hash what {@link HashChain} makes of the entry and of all before it
 */
public record Link(long place, ChainHash hash) {

    /** Where the chain of an account begins. */
    public static Link start(AccountId account) {
        return new Link(0, HashChain.hashOf(account));
    }
}
