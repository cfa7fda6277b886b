package dev.planstack.domain.license;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.account.AccountSettings;
import dev.planstack.domain.account.Transaction;
import dev.planstack.domain.account.Warnings;
import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.billing.BookChanges;
import dev.planstack.domain.billing.BookSnapshot;
import dev.planstack.domain.billing.Link;
import dev.planstack.domain.billing.OpenRecords;
import dev.planstack.domain.meter.Meters;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Due;
import dev.planstack.domain.shared.Event;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.Term;
import dev.planstack.testing.Given;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Drives the license orders of an account as a service would: due work first, then the request; it keeps what came of it. */
final class LicenseDriver {

    private static final OpenRecords NO_RECORDS = (from, until) -> List.of();

    final BillingCalendar calendar;
    final Map<OfferingId, LicenseOffering> catalog = new HashMap<>();
    final List<Event> events = new ArrayList<>();
    final List<Transaction> transactions = new ArrayList<>();
    final List<LicenseBook.Renewed> renewals = new ArrayList<>();
    AccountBook book;
    Instant now;

    /** The last due work that was done. */
    Due done;

    private final Licensing licensing;
    private Warnings warnings = Warnings.NONE;
    private Link chain = Link.start(new AccountId("a"));
    private int told;

    /** Opens an account without money. */
    LicenseDriver(String zone, String grace, Instant start, LicenseOffering... offerings) {
        calendar = new BillingCalendar(ZoneId.of(zone), Duration.ofHours(1));
        for (LicenseOffering offering : offerings) {
            catalog.put(offering.id(), offering);
        }
        licensing = new Licensing(id -> Optional.ofNullable(catalog.get(id)), Term.of(grace));
        now = start;
        done = Due.lastAt(now);
        book = AccountBook.open(calendar, Meters.of(), licensing, NO_RECORDS, Given.account("a", now), now);
        collect();
    }

    /** Lets time pass, with all that falls due on the way. */
    @CanIgnoreReturnValue
    LicenseDriver at(Instant instant) {
        now = instant;
        Optional<Due> due = book.nextDue();
        while (due.isPresent() && !due.get().at().isAfter(now)) {
            book.run(due.get());
            done = due.get();
            collect();
            due = book.nextDue();
        }
        return this;
    }

    @CanIgnoreReturnValue
    LicenseDriver at(String instant) {
        return at(Instant.parse(instant));
    }

    /** Closes the book and opens it again from what was kept of it. */
    void reopen() {
        book = kept();
        done = Due.lastAt(now);
    }

    /** Another book, opened from what was kept of this one. */
    AccountBook kept() {
        BookSnapshot snapshot = new BookSnapshot(
                book.account(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                warnings,
                List.of(),
                List.of(),
                Map.of(),
                List.copyOf(book.licenses().orders()),
                book.nextDue(),
                events.size(),
                chain);
        return new AccountBook(calendar, Meters.of(), licensing, NO_RECORDS, snapshot, now);
    }

    void topUp(String amount) {
        done(tryToTopUp(amount));
    }

    Outcome<Transaction> tryToTopUp(String amount) {
        return collected(book.topUp(Money.of(amount, "USD"), Optional.empty(), now));
    }

    void setCreditLimit(String limit) {
        AccountSettings s = book.account().settings();
        done(book.configure(
                new AccountSettings(
                        s.name(),
                        s.currency(),
                        Money.of(limit, "USD"),
                        s.protection(),
                        s.releaseAfter(),
                        s.hardStop(),
                        s.lowBalanceAlert()),
                now));
    }

    void withdraw(String offering, boolean withdrawn) {
        LicenseOffering o = catalog.get(new OfferingId(offering));
        catalog.put(o.id(), new LicenseOffering(o.id(), o.name(), o.sdks(), o.prices(), withdrawn));
    }

    @CanIgnoreReturnValue
    LicenseOrder buy(String offering, String term, AutoRenewal auto) {
        return done(tryToBuy(offering, term, Optional.empty(), auto));
    }

    Outcome<LicenseOrder> tryToBuy(
            String offering, String term, Optional<ApplicationId> application, AutoRenewal auto) {
        LicensePurchase wanted =
                new LicensePurchase(catalog.get(new OfferingId(offering)), Term.of(term), application, auto);
        return collected(book.licenses().purchase(wanted, now));
    }

    Outcome<LicenseOrder> tryToRenew(LicenseOrderId order, String term, Instant expected, Optional<RenewalMode> mode) {
        return collected(book.licenses().renew(order, new RenewalRequest(Term.of(term), expected, mode), now));
    }

    @CanIgnoreReturnValue
    LicenseOrder renew(LicenseOrder order, String term) {
        return done(tryToRenew(order.id(), term, order(order.id()).expiresAt(), Optional.empty()));
    }

    @CanIgnoreReturnValue
    LicenseOrder set(LicenseOrder order, AutoRenewal auto) {
        return done(trySet(order.id(), auto));
    }

    Outcome<LicenseOrder> trySet(LicenseOrderId order, AutoRenewal auto) {
        return collected(book.licenses().setAutoRenewal(order, auto, now));
    }

    Outcome<LicenseOrder> tryToBind(LicenseOrderId order, ApplicationId application) {
        return collected(book.licenses().bind(order, application, now));
    }

    Outcome<LicenseOrder> tryToTakeOver(ForeignOrder foreign) {
        return collected(book.licenses().takeOver(foreign, now));
    }

    LicenseOrder order(LicenseOrderId id) {
        return book.licenses().order(id).orElseThrow();
    }

    List<LicenseOrder> orders() {
        return List.copyOf(book.licenses().orders());
    }

    Account account() {
        return book.account();
    }

    @CanIgnoreReturnValue
    <T> T done(Outcome<T> outcome) {
        T value = outcome.fold(v -> v, refusal -> {
            throw new AssertionError(refusal);
        });
        done = Due.lastAt(now);
        collect();
        return value;
    }

    /** {@code done}, or why not. */
    static String told(Outcome<?> outcome) {
        return Given.told(outcome.<Optional<Refusal>>fold(v -> Optional.empty(), Optional::of));
    }

    private <T> Outcome<T> collected(Outcome<T> outcome) {
        if (outcome.<Boolean>fold(v -> true, refusal -> false)) {
            done = Due.lastAt(now);
        }
        collect();
        return outcome;
    }

    private void collect() {
        BookChanges changes = book.drainChanges();
        warnings = changes.warnings();
        chain = changes.chain();
        events.addAll(changes.events());
        changes.transactions().forEach(chained -> transactions.add(chained.value()));
        renewals.addAll(changes.licenseRenewals());
    }

    /** The events since this was last asked: {@code 03-02 08:00 license.renewal-failed}. */
    @CanIgnoreReturnValue
    List<String> told() {
        List<String> all = events.subList(told, events.size()).stream()
                .map(e -> e.at().toString().substring(5, 16).replace('T', ' ') + " "
                        + e.type().code())
                .toList();
        told = events.size();
        return all;
    }

    /** The last event. */
    Event lastEvent() {
        return events.get(events.size() - 1);
    }
}
