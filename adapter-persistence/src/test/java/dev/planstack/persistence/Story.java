package dev.planstack.persistence;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.account.AccountSettings;
import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.billing.BookChanges;
import dev.planstack.domain.billing.Chained;
import dev.planstack.domain.billing.UsageRecord;
import dev.planstack.domain.license.ApplicationId;
import dev.planstack.domain.license.AutoRenewal;
import dev.planstack.domain.license.LicenseOrder;
import dev.planstack.domain.license.LicensePurchase;
import dev.planstack.domain.license.Licensing;
import dev.planstack.domain.license.RenewalMode;
import dev.planstack.domain.license.RenewalRequest;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The story of one account, told step by step inside transactions; it remembers what was saved. */
final class Story {

    static final AccountId ACME = Samples.account("acme");

    private final Ports ports;
    private final AccountBook book;
    private final List<BookChanges> saved = new ArrayList<>();
    private Instant now = Ports.START;
    private long commit;

    Story(Ports ports, AccountId account, long commit) {
        this.ports = ports;
        this.commit = commit;
        this.book = AccountBook.open(
                BillingCalendar.DEFAULT,
                Samples.METERS,
                new Licensing(id -> Optional.of(Samples.SUITE), Term.ZERO),
                (from, until) -> ports.records().open(account, from, until),
                Account.open(account, AccountSettings.of(account.value(), Samples.USD), now),
                now);
        save();
    }

    /** Tells a story with everything in it: a plan, usage that it covers and does not, bills, a voided record. */
    void tellAll() {
        topUp("100.00");
        buy(Samples.offering("total", Optional.empty(), "1", "P30D"));
        use("r3", Samples.TRAFFIC, "2", "2026-01-10T10:31:03Z");
        use("r1", Samples.TRAFFIC, "4", "2026-01-10T10:31:01Z");
        use("m1", Samples.TRANSCODE, "7", "2026-01-10T10:31:02Z");
        use("gone", Samples.TRAFFIC, "9", "2026-01-10T10:31:02Z");
        voidRecord("gone");
        passTo("2026-01-10T12:10:00Z");
        use("late", Samples.TRAFFIC, "1", "2026-01-10T10:40:00Z");
        use("open", Samples.TRANSCODE, "3", "2026-01-10T12:05:00Z");
    }

    AccountBook book() {
        return book;
    }

    List<BookChanges> saved() {
        return saved;
    }

    Instant now() {
        return now;
    }

    void topUp(String amount) {
        done(book.topUp(Money.of(amount, "USD"), Optional.of("invoice \"7\""), now));
    }

    void buy(PlanOffering offering) {
        done(book.purchase(offering, Optional.of(now), now));
    }

    void use(String id, MeterCode meter, String quantity, String at) {
        UsageRecord record = Samples.record(id, meter, quantity, Instant.parse(at), now);
        if (book.accept(List.of(record), now).isEmpty()) {
            throw new AssertionError("no slices");
        }
        save();
    }

    /** Buys a month of {@link Samples#SUITE}. */
    LicenseOrder license(Optional<ApplicationId> application) {
        return done(book.licenses()
                .purchase(
                        new LicensePurchase(
                                Samples.SUITE, Term.of("P1M"), application, AutoRenewal.auto(Term.of("P1Y"))),
                        now));
    }

    LicenseOrder renew(LicenseOrder order) {
        return done(book.licenses()
                .renew(
                        order.id(),
                        new RenewalRequest(Term.of("P1M"), order.expiresAt(), Optional.of(RenewalMode.NONE)),
                        now));
    }

    void voidRecord(String id) {
        UsageRecord record = saved.stream()
                .flatMap(c -> c.accepted().stream().map(Chained::value))
                .filter(r -> r.id().value().equals(id))
                .findAny()
                .orElseThrow();
        done(book.voidRecord(record, now));
    }

    void passTo(String to) {
        Instant target = Instant.parse(to);
        while (book.nextDue().filter(due -> !due.at().isAfter(target)).isPresent()) {
            now = book.nextDue().orElseThrow().at();
            book.run(book.nextDue().orElseThrow());
            save();
        }
        now = target;
    }

    void pass(Duration duration) {
        passTo(now.plus(duration).toString());
    }

    @CanIgnoreReturnValue
    private <T> T done(Outcome<T> outcome) {
        T value = valueOf(outcome);
        save();
        return value;
    }

    private static <T> T valueOf(Outcome<T> outcome) {
        return outcome.fold(value -> value, refusal -> {
            throw new AssertionError(refusal.toString());
        });
    }

    private void save() {
        BookChanges changes = book.drainChanges();
        saved.add(changes);
        ports.books().save(changes, ++commit);
    }
}
