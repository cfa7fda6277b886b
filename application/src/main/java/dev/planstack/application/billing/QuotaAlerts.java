package dev.planstack.application.billing;

import dev.planstack.application.meter.OpenMeters;
import dev.planstack.application.shared.BookReader;
import dev.planstack.application.shared.Committed;
import dev.planstack.application.shared.Put;
import dev.planstack.application.shared.Reads;
import dev.planstack.application.shared.Refusals;
import dev.planstack.application.shared.Writer;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.billing.QuotaAlert;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Quantity;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Quota alerts: one per account and meter (rules Q1–Q3). */
public final class QuotaAlerts {

    /**
     * An alert as it stands.
     *
     * @param alert the alert
     * @param remaining what the meter's plans hold together now, in plan units
     */
    public record View(QuotaAlert alert, Quantity remaining) {

        static View of(QuotaAlert alert, AccountBook book, Instant now) {
            return new View(alert, book.held(alert.meter(), now));
        }
    }

    private final Writer writer;
    private final Reads reads;
    private final BookReader books;
    private final OpenMeters meters;

    /** Alerts that {@code writer} keeps. */
    public QuotaAlerts(Writer writer, Reads reads, BookReader books, OpenMeters meters) {
        this.writer = writer;
        this.reads = reads;
        this.books = books;
        this.meters = meters;
    }

    /** Sets the alert of a meter, armed at what its plans hold now; {@code percent} is 1–99. */
    public CompletableFuture<Committed<Outcome<Put<View>>>> put(AccountId account, MeterCode meter, int percent) {
        return writer.submit(account, turn -> {
            Optional<AccountBook> book = turn.book(account);
            if (book.isEmpty() || meters.find(meter).isEmpty()) {
                return book.isEmpty() ? Refusals.notFound("account", account) : Refusals.notFound("meter", meter);
            }
            boolean created = book.get().quotaAlert(meter).isEmpty();
            QuotaAlert alert = book.get().setQuotaAlert(meter, percent, turn.now());
            return Outcome.done(new Put<>(View.of(alert, book.get(), turn.now()), created));
        });
    }

    /** Drops the alert of a meter. */
    public CompletableFuture<Committed<Outcome<MeterCode>>> drop(AccountId account, MeterCode meter) {
        return writer.submit(
                account,
                turn -> turn.book(account)
                        .filter(book -> book.dropQuotaAlert(meter))
                        .map(book -> Outcome.done(meter))
                        .orElseGet(() -> Refusals.notFound("quota alert", meter)));
    }

    /** The alert of a meter as it stands; empty if there is none. */
    public Committed<Optional<View>> find(AccountId account, MeterCode meter) {
        return reads.see(moment -> books.read(account, moment)
                .flatMap(book -> book.quotaAlert(meter).map(alert -> View.of(alert, book, moment.now()))));
    }
}
