package dev.planstack.application.runway;

import dev.planstack.application.meter.MeterStore;
import dev.planstack.application.shared.BookReader;
import dev.planstack.application.shared.Committed;
import dev.planstack.application.shared.Reads;
import dev.planstack.application.shared.Refusals;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.runway.Forecast;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.RefusalReason;
import java.util.Optional;

/** What will come of accounts if they are used as they were and nothing is bought. */
public final class Forecasts {

    private final Reads reads;
    private final BookReader books;
    private final MeterStore meters;

    /** Forecasts from what is stored. */
    public Forecasts(Reads reads, BookReader books, MeterStore meters) {
        this.reads = reads;
        this.books = books;
        this.meters = meters;
    }

    /** The forecast of one meter of an account, or of all that it has plans or usage of. */
    public Committed<Outcome<Forecast>> forecast(AccountId account, Optional<MeterCode> meter) {
        return reads.see(moment -> books.standing(account, moment)
                .map(standing -> meter.filter(code -> meters.find(code).isEmpty())
                        .map(code -> Outcome.<Forecast>refused(
                                Refusal.ofField(RefusalReason.UNKNOWN, "/meter", "names a meter that does not exist")))
                        .orElseGet(() -> Outcome.done(Forecast.of(standing, books.past(account, moment), meter))))
                .orElseGet(() -> Refusals.notFound("account", account)));
    }
}
