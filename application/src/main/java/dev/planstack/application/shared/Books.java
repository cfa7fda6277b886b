package dev.planstack.application.shared;

import dev.planstack.application.shared.AccountBooks.Claim;
import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.AccountBook;
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
        OpenBook known = open.get(account);
        if (known != null && known.changedBy() == claim.changedBy()) {
            return Optional.of(known.book());
        }
        Instant doneUntil =
                claim.due().map(Due::at).filter(due -> due.isBefore(now)).orElse(now);
        // an hour that is billed at this very instant may still be open
        Optional<AccountBook> read = stored.load(account, calendar.oldestOpenHour(doneUntil.minusNanos(1)))
                .map(snapshot -> new AccountBook(
                        calendar,
                        meters,
                        licensing,
                        new StoredOpenRecords(records, account),
                        foresight(account),
                        snapshot,
                        doneUntil));
        read.ifPresent(b -> open.put(account, new OpenBook(b, claim.changedBy())));
        return read;
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
