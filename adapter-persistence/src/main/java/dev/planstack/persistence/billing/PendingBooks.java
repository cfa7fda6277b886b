package dev.planstack.persistence.billing;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.BookChanges;
import dev.planstack.persistence.account.AccountTable;
import dev.planstack.persistence.account.EventTable;
import dev.planstack.persistence.account.PostingTables;
import dev.planstack.persistence.license.LicenseOrderTables;
import dev.planstack.persistence.plan.PlanTable;
import dev.planstack.persistence.shared.Buffer;
import dev.planstack.persistence.shared.Owned;
import dev.planstack.persistence.shared.Sessions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The changes of all accounts that wait for the open transaction to end. Many requests share a transaction, and most of them
 * change the same few rows; so each row is written once.
 */
final class PendingBooks implements Buffer {

    private final Sessions sessions;
    private final EventTable events;
    private final Map<AccountId, PendingBook> waiting = new LinkedHashMap<>();
    private long state;

    PendingBooks(Sessions sessions, EventTable events) {
        this.sessions = sessions;
        this.events = events;
    }

    /** Adds changes, which are the transaction's change of that number. */
    void add(BookChanges changes, long number) {
        sessions.requireWriting();
        AccountId account = changes.account().id();
        waiting.computeIfAbsent(account, id -> new PendingBook(changes)).add(changes);
        events.add(account, changes.firstEvent(), changes.events(), number);
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
        state++;
        List<PendingBook> books = inOrder();
        Map<Boolean, List<AccountTable.Kept>> accounts = books.stream()
                .collect(Collectors.partitioningBy(
                        PendingBook::accountChanged, Collectors.mapping(PendingBook::kept, Collectors.toList())));
        accounts.forEach((changed, kept) -> {
            if (changed) {
                AccountTable.save(sessions, kept);
            } else {
                AccountTable.saveChains(sessions, kept);
            }
        });
        PlanTable.save(sessions, all(books, PendingBook::plans));
        UseTables.saveUses(sessions, all(books, PendingBook::uses));
        UseTables.saveHours(sessions, all(books, PendingBook::hours));
        UseTables.saveMonths(sessions, all(books, PendingBook::months));
        UseTables.saveModes(sessions, all(books, book -> book.modes().entrySet()));
        QuotaAlertTable.save(sessions, all(books, book -> book.quotaAlerts().entrySet()));
        RunOutAlertTable.save(sessions, all(books, book -> book.runOutAlerts().entrySet()));
        UsageTables.add(sessions, all(books, book -> book.accepted().values()));
        UsageTables.markVoided(sessions, all(books, book -> book.voided().values()));
        UsageTables.addSlices(sessions, all(books, PendingBook::settled));
        PostingTables.addTransactions(sessions, all(books, PendingBook::transactions));
        PostingTables.addBills(sessions, all(books, PendingBook::bills));
        LicenseOrderTables.save(sessions, values(books, PendingBook::licenseOrders));
        LicenseOrderTables.addRenewals(sessions, values(books, PendingBook::licenseRenewals));
        waiting.clear();
    }

    /** By account, as the tables lie: rows that are neighbours there are written one after the other. */
    private List<PendingBook> inOrder() {
        return waiting.values().stream()
                .sorted(Comparator.comparing(book -> book.kept().account().id()))
                .toList();
    }

    private static <T> List<Owned<T>> all(List<PendingBook> books, Function<PendingBook, Collection<T>> part) {
        List<Owned<T>> rows = new ArrayList<>();
        for (PendingBook book : books) {
            Collection<T> some = part.apply(book);
            if (!some.isEmpty()) {
                AccountId account = book.kept().account().id();
                some.forEach(row -> rows.add(new Owned<>(account, row)));
            }
        }
        return rows;
    }

    private static <T> List<T> values(List<PendingBook> books, Function<PendingBook, Collection<T>> part) {
        return books.stream().flatMap(book -> part.apply(book).stream()).toList();
    }

    @Override
    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    @Override
    public void discard() {
        state++;
        waiting.clear();
    }

    /** Changes whenever what is stored may have: what was read before then is no longer all that there is. */
    long state() {
        return state;
    }
}
