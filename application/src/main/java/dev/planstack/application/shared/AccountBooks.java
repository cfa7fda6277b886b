package dev.planstack.application.shared;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.BookChanges;
import dev.planstack.domain.billing.BookSnapshot;
import dev.planstack.domain.shared.Due;
import java.time.Instant;
import java.util.List;
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

    /** What is kept of an account with all plans it ever bought. */
    Optional<BookSnapshot> loadWhole(AccountId account);

    /** Keeps changes; {@code commit} is the number of the change as a whole. */
    void save(BookChanges changes, long commit);

    /**
     * The accounts whose next due work is the earliest of all, by account; all of one due instant and kind. Found by index.
     *
     * @param until only what is due at or before this instant
     * @param limit how many at the most
     */
    List<DueAccount> earliestDue(Instant until, int limit);

    /** When the earliest of all due work falls due. */
    Optional<Instant> nextDueAt();

    /**
     * An account with its next due work.
     *
     * @param account the account
     * @param due the work
     */
    record DueAccount(AccountId account, Due due) {}
}
