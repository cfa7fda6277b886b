package dev.planstack.application.shared;

import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.billing.Foresight;
import dev.planstack.domain.license.Licensing;
import dev.planstack.domain.meter.Meters;
import dev.planstack.domain.runway.RunOutForecast;
import dev.planstack.domain.shared.BillingCalendar;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The books that the writer has open: those used last stay in memory, all others are read when they are asked for. */
public final class Books {

    private final BillingCalendar calendar;
    private final Meters meters;
    private final Licensing licensing;
    private final AccountBooks stored;
    private final UsageRecords records;
    private final PastUsages pastUsages;
    private final Map<AccountId, AccountBook> open;

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
            protected boolean removeEldestEntry(Map.Entry<AccountId, AccountBook> eldest) {
                return size() > keptOpen;
            }
        };
    }

    /** The book of an account for work at {@code now}, to which all due work is done. */
    Optional<AccountBook> find(AccountId account, Instant now) {
        AccountBook book = open.get(account);
        if (book != null) {
            return Optional.of(book);
        }
        // an hour that is billed at this very instant may still be open
        Optional<AccountBook> read = stored.load(account, calendar.oldestOpenHour(now.minusNanos(1)))
                .map(snapshot -> new AccountBook(
                        calendar,
                        meters,
                        licensing,
                        (from, until) -> records.open(account, from, until),
                        foresight(account),
                        snapshot,
                        now));
        read.ifPresent(b -> open.put(account, b));
        return read;
    }

    void add(AccountBook book) {
        open.put(book.account().id(), book);
    }

    /** A book that is not yet anywhere, for a new account. */
    public AccountBook open(Account account, Instant now) {
        return AccountBook.open(
                calendar,
                meters,
                licensing,
                (from, until) -> records.open(account.id(), from, until),
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
    }
}
