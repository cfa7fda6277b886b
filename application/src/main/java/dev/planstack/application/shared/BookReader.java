package dev.planstack.application.shared;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.license.Licensing;
import dev.planstack.domain.meter.Meters;
import java.util.Optional;

/** Opens books to be read; asked inside {@link Reads}. */
public final class BookReader {

    private final Meters meters;
    private final Licensing licensing;
    private final AccountBooks stored;
    private final UsageRecords records;

    /** Reads what is stored. */
    public BookReader(Meters meters, Licensing licensing, AccountBooks stored, UsageRecords records) {
        this.meters = meters;
        this.licensing = licensing;
        this.stored = stored;
        this.records = records;
    }

    /** The book of an account with all plans that it ever bought. */
    public Optional<AccountBook> read(AccountId account, Reads.Moment moment) {
        return stored.loadWhole(account)
                .map(snapshot -> new AccountBook(
                        moment.calendar(),
                        meters,
                        licensing,
                        (from, until) -> records.open(account, from, until),
                        snapshot,
                        moment.now()));
    }
}
