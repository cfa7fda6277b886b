package dev.planstack.application.runway;

import dev.planstack.application.meter.OpenMeters;
import dev.planstack.application.shared.BookReader;
import dev.planstack.application.shared.Committed;
import dev.planstack.application.shared.Put;
import dev.planstack.application.shared.Reads;
import dev.planstack.application.shared.Refusals;
import dev.planstack.application.shared.Writer;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.billing.RunOutAlert;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.Outcome;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Alerts that plans will run out soon: one per account and meter. */
public final class RunOutAlerts {

    /**
     * An alert as it stands.
     *
     * @param alert the alert
     * @param plansLastUntil until when the meter's plans are expected to last, if that is at most the alert's days ahead
     */
    public record View(RunOutAlert alert, Optional<Instant> plansLastUntil) {

        static View of(RunOutAlert alert, AccountBook book, Instant now) {
            return new View(alert, book.plansLastUntil(alert, now));
        }
    }

    private final Writer writer;
    private final Reads reads;
    private final BookReader books;
    private final OpenMeters meters;

    /** Alerts that {@code writer} keeps. */
    public RunOutAlerts(Writer writer, Reads reads, BookReader books, OpenMeters meters) {
        this.writer = writer;
        this.reads = reads;
        this.books = books;
        this.meters = meters;
    }

    /** Sets the alert of a meter; {@code days} is 1 to 90. */
    public CompletableFuture<Committed<Outcome<Put<View>>>> put(AccountId account, MeterCode meter, int days) {
        return writer.submit(account, turn -> {
            Optional<AccountBook> book = turn.book(account);
            if (book.isEmpty() || meters.find(meter).isEmpty()) {
                return book.isEmpty() ? Refusals.notFound("account", account) : Refusals.notFound("meter", meter);
            }
            boolean created = book.get().runOutAlert(meter).isEmpty();
            RunOutAlert alert = book.get().setRunOutAlert(meter, days, turn.now());
            return Outcome.done(new Put<>(View.of(alert, book.get(), turn.now()), created));
        });
    }

    /** Drops the alert of a meter. */
    public CompletableFuture<Committed<Outcome<MeterCode>>> drop(AccountId account, MeterCode meter) {
        return writer.submit(
                account,
                turn -> turn.book(account)
                        .filter(book -> book.dropRunOutAlert(meter))
                        .map(book -> Outcome.done(meter))
                        .orElseGet(() -> Refusals.notFound("run-out alert", meter)));
    }

    /** The alert of a meter as it stands; empty if there is none. */
    public Committed<Optional<View>> find(AccountId account, MeterCode meter) {
        return reads.see(moment -> books.read(account, moment)
                .flatMap(book -> book.runOutAlert(meter).map(alert -> View.of(alert, book, moment.now()))));
    }
}
