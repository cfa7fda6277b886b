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

/** One piece of work's turn at the {@link Writer}: when it happens, and the books that it touches. */
public final class Turn {

    private final Instant now;
    private final Books books;
    private final Map<AccountId, AccountBook> touched = new LinkedHashMap<>();
    private final List<Event> told = new ArrayList<>();
    private boolean changed;
    private boolean kept;

    Turn(Instant now, Books books) {
        this.now = now;
        this.books = books;
    }

    /** The instant at which the work happens; read once (rule T4). */
    public Instant now() {
        return now;
    }

    /** The book of an account, if there is one; what is changed in it is kept with the work. */
    public Optional<AccountBook> book(AccountId account) {
        AccountBook mine = touched.get(account);
        if (mine != null) {
            return Optional.of(mine);
        }
        Optional<AccountBook> book = books.find(account, now);
        book.ifPresent(b -> touched.put(account, b));
        return book;
    }

    /** Adds the book of a new account. */
    public void add(AccountBook book) {
        books.add(book);
        touched.put(book.account().id(), book);
    }

    /** Adds an event of the operator's own, which is a change. */
    public void tell(Event event) {
        told.add(event);
    }

    /** Says that the work changed something; only then does it get a commit number. */
    public void change() {
        changed = true;
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

    List<Event> told() {
        return told;
    }

    Collection<AccountBook> touched() {
        return touched.values();
    }
}
