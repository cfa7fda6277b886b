package dev.planstack.persistence.billing;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.BookChanges;
import dev.planstack.persistence.account.AccountTable;
import dev.planstack.persistence.account.PostingTables;
import dev.planstack.persistence.license.LicenseOrderTables;
import dev.planstack.persistence.plan.PlanTable;
import dev.planstack.persistence.shared.Buffer;
import dev.planstack.persistence.shared.Cursors;
import dev.planstack.persistence.shared.Owned;
import dev.planstack.persistence.shared.Sessions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The changes of all accounts that wait for the open transaction to end. Many requests share a transaction, and most of them
 * change the same few rows; so each row is written once.
 */
final class PendingBooks implements Buffer {

    private final Sessions sessions;
    private final Map<AccountId, PendingBook> waiting = new LinkedHashMap<>();

    // by commit; beyond a flush, because one commit may be saved in parts
    private final Map<Long, Integer> eventsOfCommit = new HashMap<>();

    PendingBooks(Sessions sessions) {
        this.sessions = sessions;
    }

    void add(BookChanges changes, long commit) {
        sessions.requireWriting();
        int events = changes.events().size();
        int ordinal = eventsOfCommit.merge(commit, events, Integer::sum) - events;
        waiting.computeIfAbsent(changes.account().id(), id -> new PendingBook(changes))
                .add(changes, new Cursors.Place(commit, ordinal));
    }

    /** What waits of an account; nothing outside a transaction, because then it is none of this thread's. */
    Optional<PendingBook> of(AccountId account) {
        return sessions.isWriting() ? Optional.ofNullable(waiting.get(account)) : Optional.empty();
    }

    @Override
    public void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        AccountTable.save(
                sessions, waiting.values().stream().map(PendingBook::kept).toList());
        PlanTable.save(sessions, all(PendingBook::plans));
        UseTables.saveUses(sessions, all(PendingBook::uses));
        UseTables.saveHours(sessions, all(PendingBook::hours));
        UseTables.saveMonths(sessions, all(PendingBook::months));
        UseTables.saveModes(sessions, all(book -> book.modes().entrySet()));
        QuotaAlertTable.save(sessions, all(book -> book.quotaAlerts().entrySet()));
        RunOutAlertTable.save(sessions, all(book -> book.runOutAlerts().entrySet()));
        UsageTables.add(sessions, all(book -> book.accepted().values()));
        UsageTables.markVoided(sessions, all(book -> book.voided().values()));
        UsageTables.addSlices(sessions, all(PendingBook::settled));
        PostingTables.addTransactions(sessions, all(PendingBook::transactions));
        PostingTables.addBills(sessions, all(PendingBook::bills));
        LicenseOrderTables.save(sessions, values(PendingBook::licenseOrders));
        LicenseOrderTables.addRenewals(sessions, values(PendingBook::licenseRenewals));
        PostingTables.addEvents(sessions, all(PendingBook::events));
        waiting.clear();
    }

    private <T> List<Owned<T>> all(Function<PendingBook, Collection<T>> part) {
        List<Owned<T>> rows = new ArrayList<>();
        waiting.forEach((account, book) -> part.apply(book).forEach(row -> rows.add(new Owned<>(account, row))));
        return rows;
    }

    private <T> List<T> values(Function<PendingBook, Collection<T>> part) {
        return waiting.values().stream()
                .flatMap(book -> part.apply(book).stream())
                .toList();
    }

    @Override
    public void discard() {
        waiting.clear();
        eventsOfCommit.clear();
    }
}
