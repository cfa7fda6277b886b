package dev.planstack.application.shared;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.shared.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One piece of work's turn at the {@link Writer}: when it happens, and the books that it touches. */
public final class Turn {

    private final Instant now;
    private final Set<AccountId> accounts;
    private final Books books;
    private final Map<AccountId, AccountBook> touched = new LinkedHashMap<>();
    private final List<Event> told = new ArrayList<>();
    private boolean changed;
    private boolean catalogChanged;
    private boolean kept;

    Turn(Instant now, Set<AccountId> accounts, Books books) {
        this.now = now;
        this.accounts = accounts;
        this.books = books;
    }

    /** The instant at which the work happens; read once (rule T4). */
    public Instant now() {
        return now;
    }

    /**
     * The book of an account, if there is one; what is changed in it is kept with the work.
     *
     * @throws IllegalStateException if the work was not submitted as work on this account
     */
    public Optional<AccountBook> book(AccountId account) {
        AccountBook mine = touched.get(account);
        if (mine != null) {
            return Optional.of(mine);
        }
        requireMine(account);
        Optional<AccountBook> book = books.find(account, now);
        book.ifPresent(b -> touched.put(account, b));
        return book;
    }

    /** Adds the book of a new account. */
    public void add(AccountBook book) {
        requireMine(book.account().id());
        books.add(book);
        touched.put(book.account().id(), book);
    }

    private void requireMine(AccountId account) {
        if (!accounts.contains(account)) {
            throw new IllegalStateException("this is not work on account " + account);
        }
    }

    /** Adds an event of the operator's own, which is a change. */
    public void tell(Event event) {
        told.add(event);
    }

    /** Says that the work changed something; only then does it get a commit number. */
    public void change() {
        changed = true;
    }

    /** Says that the work changed the catalog: what belongs to no account but decides what happens to them. It is a change. */
    public void changeCatalog() {
        changed = true;
        catalogChanged = true;
    }

    /** Says that the work noted something of the service's own; it is kept, but is no change that gets a commit number. */
    public void keep() {
        kept = true;
    }

    boolean isKept() {
        return kept;
    }

    boolean isChanged() {
        return changed || !told.isEmpty();
    }

    boolean isCatalogChanged() {
        return catalogChanged;
    }

    List<Event> told() {
        return told;
    }

    Collection<AccountBook> touched() {
        return touched.values();
    }
}
