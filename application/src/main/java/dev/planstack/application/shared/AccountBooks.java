package dev.planstack.application.shared;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.BookChanges;
import dev.planstack.domain.billing.BookSnapshot;
import dev.planstack.domain.shared.Due;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps what is known of accounts. */
@DrivenPort
public interface AccountBooks {

    /**
     * What is kept of an account.
     *
     * @param openSince the start of the oldest hour that may be open; plans and periods that ended before may be left out
     */
    Optional<BookSnapshot> load(AccountId account, Instant openSince);

    /**
     * As {@link #load}, of many accounts at once.
     *
     * @param openSince for each account the start of the oldest hour that may be open
     * @return what is kept of those of the accounts that exist
     */
    Map<AccountId, BookSnapshot> loadAll(Map<AccountId, Instant> openSince);

    /** What is kept of an account with all plans it ever bought. */
    Optional<BookSnapshot> loadWhole(AccountId account);

    /** Keeps changes; {@code number} is that of the change as a whole among those of the open transaction, from 1. */
    void save(BookChanges changes, long number);

    /**
     * Keeps others from changing accounts until the open transaction ends; waits for those who are changing one. Of an account
     * that does not exist yet, others are kept from opening it.
     *
     * @return those of the accounts that exist
     */
    List<Claim> claim(Collection<AccountId> accounts);

    /**
     * Claims the accounts with the earliest due work, in the order in which that falls due, then by account; those that others are
     * changing are left out. Found by index.
     *
     * @param until only what is due at or before this instant
     * @param limit how many at the most
     */
    List<Claim> claimDue(Instant until, int limit);

    /** When the earliest of all due work falls due. */
    Optional<Instant> nextDueAt();

    /**
     * An account that nobody else can change now.
     *
     * @param account the account
     * @param changedBy the id of the transaction that changed it last
     * @param due its next due work; may be empty where nobody else can have left any undone
     */
    record Claim(AccountId account, long changedBy, Optional<Due> due) {}
}
