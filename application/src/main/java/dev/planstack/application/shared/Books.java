package dev.planstack.application.shared;

import dev.planstack.application.shared.AccountBooks.Claim;
import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.billing.BookSnapshot;
import dev.planstack.domain.billing.Foresight;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.license.Licensing;
import dev.planstack.domain.meter.Meters;
import dev.planstack.domain.runway.RunOutForecast;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Due;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The books that the writer has open: those used last stay in memory, all others are read when they are asked for. */
public final class Books {

    /** In place of the transaction, of an account that is not stored yet. */
    private static final long NEW = -1;

    private final BillingCalendar calendar;
    private final Meters meters;
    private final Licensing licensing;
    private final AccountBooks stored;
    private final UsageRecords records;
    private final PastUsages pastUsages;
    private final int keptOpen;
    private final Map<AccountId, OpenBook> open;
    private final Map<AccountId, Claim> claimed = new HashMap<>();

    /** A book with the id of the transaction that changed it last. */
    private record OpenBook(AccountBook book, long changedBy) {}

    /**
     * Books over what is stored.
     *
     * @param keptOpen how many stay in memory at the most
     */
    public Books(
            BillingCalendar calendar,
            Meters meters,
            Licensing licensing,
            AccountBooks stored,
            UsageRecords records,
            PastUsages pastUsages,
            int keptOpen) {
        this.calendar = calendar;
        this.meters = meters;
        this.licensing = licensing;
        this.stored = stored;
        this.records = records;
        this.pastUsages = pastUsages;
        this.keptOpen = keptOpen;
        this.open = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<AccountId, OpenBook> eldest) {
                return size() > keptOpen;
            }
        };
    }

    /** Takes note of the accounts that are claimed in a transaction; of those before nothing is known any more. */
    void claimed(Collection<Claim> claims) {
        claimed.clear();
        claims.forEach(claim -> claimed.put(claim.account(), claim));
    }

    /** Reads at once what is not in memory of the books of claimed accounts; each is then found by {@link #find}. */
    void read(Collection<AccountId> accounts, Instant now) {
        Map<AccountId, Claim> missing = new HashMap<>();
        accounts.forEach(account -> {
            Claim claim = claimed.get(account);
            if (claim != null && known(claim).isEmpty() && missing.size() < keptOpen) {
                missing.put(account, claim);
            }
        });
        read(missing, now);
    }

    /** Says which usage records will be asked for in the transaction. */
    void expect(Map<AccountId, Set<RecordId>> ids) {
        if (!ids.isEmpty()) {
            records.expect(ids);
        }
    }

    /** The book of a claimed account for work at {@code now}. */
    Optional<AccountBook> find(AccountId account, Instant now) {
        Claim claim = claimed.get(account);
        if (claim == null) {
            return Optional.empty();
        }
        if (known(claim).isEmpty()) {
            read(Map.of(account, claim), now);
        }
        return known(claim);
    }

    /** The book in memory, if nobody else has changed it since. */
    private Optional<AccountBook> known(Claim claim) {
        return Optional.ofNullable(open.get(claim.account()))
                .filter(book -> book.changedBy() == claim.changedBy())
                .map(OpenBook::book);
    }

    private void read(Map<AccountId, Claim> claims, Instant now) {
        if (claims.isEmpty()) {
            return;
        }
        Map<AccountId, Instant> openSince = new HashMap<>();
        // an hour that is billed at this very instant may still be open
        claims.forEach((account, claim) -> openSince.put(
                account, calendar.oldestOpenHour(doneUntil(claim, now).minusNanos(1))));
        Map<AccountId, BookSnapshot> found = stored.loadAll(openSince);
        claims.forEach((account, claim) -> {
            BookSnapshot snapshot = found.get(account);
            if (snapshot == null) {
                // who has claimed it is the only one who can open it
                claimed.remove(account);
            } else {
                open.put(account, new OpenBook(book(snapshot, doneUntil(claim, now)), claim.changedBy()));
            }
        });
    }

    private AccountBook book(BookSnapshot snapshot, Instant doneUntil) {
        AccountId account = snapshot.account().id();
        return new AccountBook(
                calendar,
                meters,
                licensing,
                new StoredOpenRecords(records, account),
                foresight(account),
                snapshot,
                doneUntil);
    }

    private static Instant doneUntil(Claim claim, Instant now) {
        return claim.due().map(Due::at).filter(due -> due.isBefore(now)).orElse(now);
    }

    /** Adds the book of a new account. */
    void add(AccountBook book) {
        AccountId account = book.account().id();
        open.put(account, new OpenBook(book, NEW));
        changed(account, NEW);
    }

    /** Takes note that a transaction changes the book of a claimed account. */
    void changed(AccountId account, long transaction) {
        claimed.put(account, new Claim(account, transaction, Optional.empty()));
        open.computeIfPresent(account, (id, known) -> new OpenBook(known.book(), transaction));
    }

    /** A book that is not yet anywhere, for a new account. */
    public AccountBook open(Account account, Instant now) {
        return AccountBook.open(
                calendar,
                meters,
                licensing,
                new StoredOpenRecords(records, account.id()),
                foresight(account.id()),
                account,
                now);
    }

    private Foresight foresight(AccountId account) {
        return new RunOutForecast(calendar, meters, licensing, from -> pastUsages.since(account, from));
    }

    /** Forgets all open books: what they hold was not kept. */
    void forget() {
        open.clear();
        claimed.clear();
    }
}
