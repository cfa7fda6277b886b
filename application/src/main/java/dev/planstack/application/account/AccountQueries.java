package dev.planstack.application.account;

import dev.planstack.application.shared.Page;
import dev.planstack.application.shared.QueryPort;
import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.account.AccountState;
import dev.planstack.domain.account.Transaction;
import dev.planstack.domain.account.TransactionType;
import dev.planstack.domain.billing.Bill;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.EventType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What storage tells of accounts, list by list, oldest first. */
@QueryPort
public interface AccountQueries {

    /** Instants asked for: {@code from} inclusive, {@code to} exclusive; empty is no bound. */
    record Span(Optional<Instant> from, Optional<Instant> to) {}

    /** Which transactions are asked for. */
    record TransactionFilter(Optional<TransactionType> type, Span span) {}

    /**
     * Which events are asked for.
     *
     * @param type of this type only
     * @param span when they became known
     * @param newestFirst whether the list begins with the last one, and its cursors lead back
     */
    record EventFilter(Optional<EventType> type, Span span, boolean newestFirst) {

        /** All of them. */
        public static final EventFilter ALL =
                new EventFilter(Optional.empty(), new Span(Optional.empty(), Optional.empty()));

        /** Oldest first. */
        public EventFilter(Optional<EventType> type, Span span) {
            this(type, span, false);
        }
    }

    /** The account, if there is one. */
    Optional<Account> find(AccountId account);

    /**
     * Whether a meter may be used (rule A7): what was known at the last commit, found by keys in one look. A gateway asks it before
     * each request that it serves.
     */
    Access.Lookup access(AccountId account, MeterCode meter);

    /**
     * The ids of accounts, by id; the cursor is the id.
     *
     * @param only the one that is looked for; empty for all
     */
    Page<AccountId> list(Optional<AccountId> only, Optional<AccountState> state, Page.Request page);

    /** How many accounts are in each state; every state is there. */
    Map<AccountState, Long> countByState();

    /**
     * When the earliest due work falls due. Found by index.
     *
     * @param only the account whose work it is; empty for all
     */
    Optional<Instant> nextDueAt(Optional<AccountId> only);

    /** Transactions of an account; the cursor is the transaction's id. */
    Page<Transaction> transactions(AccountId account, TransactionFilter filter, Page.Request page);

    /** Bills of an account by hour; the cursor is the bill's id. {@code span} is of the hours' starts. */
    Page<Bill> bills(AccountId account, Span span, Page.Request page);

    /** Events of an account; the cursor is the sequence. */
    Page<RecordedEvent> events(AccountId account, EventFilter filter, Page.Request page);

    /** Events of all accounts and of the operator in the order of commits; the cursor is the commit and the place in it: {@code 17.0}. */
    Page<RecordedEvent> events(EventFilter filter, Page.Request page);
}
