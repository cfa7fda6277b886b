package dev.planstack.application.shared;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.license.Licensing;
import dev.planstack.domain.meter.Meter;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.meter.Meters;
import dev.planstack.domain.runway.PastUsage;
import dev.planstack.domain.runway.RunOutForecast;
import dev.planstack.domain.runway.Standing;
import dev.planstack.domain.shared.Due;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Opens books to be read; asked inside {@link Reads}. */
public final class BookReader {

    private final Meters meters;
    private final Licensing licensing;
    private final AccountBooks stored;
    private final UsageRecords records;
    private final PastUsages pastUsages;

    /** Reads what is stored. */
    public BookReader(
            Meters meters, Licensing licensing, AccountBooks stored, UsageRecords records, PastUsages pastUsages) {
        this.meters = meters;
        this.licensing = licensing;
        this.stored = stored;
        this.records = records;
        this.pastUsages = pastUsages;
    }

    /** The book of an account with all plans that it ever bought. */
    public Optional<AccountBook> read(AccountId account, Reads.Moment moment) {
        return stored.loadWhole(account)
                .map(snapshot -> new AccountBook(
                        moment.calendar(),
                        meters,
                        licensing,
                        (from, until) -> records.open(account, from, until),
                        new RunOutForecast(
                                moment.calendar(), remembered(), licensing, from -> pastUsages.since(account, from)),
                        snapshot,
                        moment.now()));
    }

    /** An account as it stands, with the plans that can still matter, to look into its future. */
    public Optional<Standing> standing(AccountId account, Reads.Moment moment) {
        return standing(account, moment, moment.doneUntil())
                .flatMap(standing -> standing.snapshot()
                        .nextDue()
                        .map(Due::at)
                        .filter(due -> due.isBefore(moment.doneUntil()))
                        // another process is about to do it; until then all that it needs belongs to the account's
                        // standing
                        .flatMap(due -> standing(account, moment, due))
                        .or(() -> Optional.of(standing)));
    }

    private Optional<Standing> standing(AccountId account, Reads.Moment moment, Instant doneUntil) {
        // an hour that is billed at this very instant may still be open
        Instant openSince = moment.calendar().oldestOpenHour(doneUntil.minusNanos(1));
        return stored.load(account, openSince)
                .map(snapshot -> new Standing(
                        moment.calendar(),
                        remembered(),
                        licensing,
                        snapshot,
                        (from, until) -> records.open(account, from, until),
                        doneUntil,
                        moment.now()));
    }

    /** The meters, each of which is read once. */
    private Meters remembered() {
        Map<MeterCode, Optional<Meter>> known = new HashMap<>();
        return code -> known.computeIfAbsent(code, meters::find);
    }

    /** What an account used of late, as far back as forecasts look. */
    public PastUsage past(AccountId account, Reads.Moment moment) {
        return pastUsages.since(account, moment.calendar().monthOf(moment.now().minus(PastUsage.WINDOW)));
    }
}
