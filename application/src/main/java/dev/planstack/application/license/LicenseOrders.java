package dev.planstack.application.license;

import dev.planstack.application.shared.BookReader;
import dev.planstack.application.shared.Committed;
import dev.planstack.application.shared.Idempotency;
import dev.planstack.application.shared.Idempotent;
import dev.planstack.application.shared.Page;
import dev.planstack.application.shared.Reads;
import dev.planstack.application.shared.Refusals;
import dev.planstack.application.shared.Reply;
import dev.planstack.application.shared.Turn;
import dev.planstack.application.shared.Writer;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.license.ApplicationId;
import dev.planstack.domain.license.ForeignOrder;
import dev.planstack.domain.license.LicenseBook;
import dev.planstack.domain.license.LicenseOffering;
import dev.planstack.domain.license.LicenseOrder;
import dev.planstack.domain.license.LicenseOrderId;
import dev.planstack.domain.license.LicensePurchase;
import dev.planstack.domain.license.RenewalQuote;
import dev.planstack.domain.license.RenewalRequest;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.RefusalReason;
import dev.planstack.domain.shared.Term;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/** License orders: buying, taking over, renewing, binding (rules L1–L9). */
public final class LicenseOrders {

    private static final String KIND = "license order";

    private final Writer writer;
    private final Reads reads;
    private final Idempotent idempotent;
    private final BookReader books;
    private final LicenseOfferingStore offerings;
    private final ApplicationStore applications;
    private final LicenseOrderQueries queries;
    private final BillingCalendar calendar;

    /** Orders that {@code writer} keeps. */
    public LicenseOrders(
            Writer writer,
            Reads reads,
            Idempotent idempotent,
            BookReader books,
            LicenseOfferingStore offerings,
            ApplicationStore applications,
            LicenseOrderQueries queries,
            BillingCalendar calendar) {
        this.writer = writer;
        this.reads = reads;
        this.idempotent = idempotent;
        this.books = books;
        this.offerings = offerings;
        this.applications = applications;
        this.queries = queries;
        this.calendar = calendar;
    }

    /**
     * An order that a client wants to buy.
     *
     * @param offering what
     * @param term for how long
     * @param application the application to bind it to at once
     * @param autoRenewal how it is to be renewed by itself
     */
    public record Purchase(
            OfferingId offering, Term term, Optional<ApplicationId> application, AutoRenewalWish autoRenewal) {}

    /** Buys an order (rule L1). */
    public CompletableFuture<Committed<Outcome<Reply>>> purchase(
            AccountId account, Purchase wanted, Idempotency<LicenseOrderView> idempotency) {
        return writer.submit(
                account,
                idempotent.once(
                        idempotency, turn -> onAccount(turn, account, licenses -> purchase(licenses, wanted, turn))));
    }

    private Outcome<LicenseOrder> purchase(AccountBook book, Purchase wanted, Turn turn) {
        Optional<LicenseOffering> offering = offerings.find(wanted.offering());
        Optional<Refusal> unknown = offering.isEmpty()
                ? Optional.of(
                        Refusal.ofField(RefusalReason.UNKNOWN, "/offering", "names an offering that does not exist"))
                : unknown(book.account().id(), wanted.application());
        if (unknown.isPresent()) {
            return Outcome.refused(book.account().refusesToBuy().orElseGet(unknown::get));
        }
        return wanted.autoRenewal()
                .with(Optional.of(wanted.term()))
                .then(auto -> book.licenses()
                        .purchase(
                                new LicensePurchase(offering.orElseThrow(), wanted.term(), wanted.application(), auto),
                                turn.now()));
    }

    private Optional<Refusal> unknown(AccountId account, Optional<ApplicationId> application) {
        return application
                .filter(id -> applications.find(account, id).isEmpty())
                .map(id -> Refusal.ofField(
                        RefusalReason.UNKNOWN, "/application", "names an application that the account does not have"));
    }

    /** Takes over an order that was sold elsewhere. */
    public CompletableFuture<Committed<Outcome<Reply>>> takeOver(
            AccountId account, ForeignOrder foreign, Idempotency<LicenseOrderView> idempotency) {
        return writer.submit(
                account,
                idempotent.once(
                        idempotency,
                        turn -> onAccount(
                                turn,
                                account,
                                book -> refusesToTakeOver(book, foreign)
                                        .<Outcome<LicenseOrder>>map(Outcome::refused)
                                        .orElseGet(() -> book.licenses().takeOver(foreign, turn.now())))));
    }

    /** Whether {@link #takeOver} would do it, or why not; changes nothing. */
    public Committed<Outcome<ForeignOrder>> tryTakeOver(AccountId account, ForeignOrder foreign) {
        return reads.see(moment -> books.read(account, moment)
                .map(book -> refusesToTakeOver(book, foreign)
                        .<Outcome<ForeignOrder>>map(Outcome::refused)
                        .orElseGet(() -> Outcome.done(foreign)))
                .orElseGet(() -> Refusals.notFound("account", account)));
    }

    private Optional<Refusal> refusesToTakeOver(AccountBook book, ForeignOrder foreign) {
        Optional<Refusal> refusal = book.licenses().refusesToTakeOver(foreign);
        // what comes before in the order of reasons is told first
        return refusal.filter(r -> r.reason().compareTo(RefusalReason.UNKNOWN) <= 0)
                .or(() -> unknown(book.account().id(), foreign.application()))
                .or(() -> refusal);
    }

    /** Renews a whole order (rule L3). */
    public CompletableFuture<Committed<Outcome<Reply>>> renew(
            LicenseOrderId id, RenewalRequest request, Idempotency<LicenseOrderView> idempotency) {
        return writer.submit(
                id.account(),
                idempotent.once(
                        idempotency,
                        turn -> onOrder(
                                turn, id, (licenses, order) -> licenses.renew(order.id(), request, turn.now()))));
    }

    /** Says how an order is to be renewed by itself (rule L9). */
    public CompletableFuture<Committed<Outcome<LicenseOrderView>>> setAutoRenewal(
            LicenseOrderId id, AutoRenewalWish wish) {
        return writer.submit(
                id.account(),
                turn -> onOrder(
                        turn,
                        id,
                        (licenses, order) -> wish.with(termOf(order))
                                .then(auto -> licenses.setAutoRenewal(order.id(), auto, turn.now()))));
    }

    private static Optional<Term> termOf(LicenseOrder order) {
        return order.autoRenewal().term().or(order::term);
    }

    /** Binds an order to an application of its account (rule L2). */
    public CompletableFuture<Committed<Outcome<LicenseOrderView>>> bind(LicenseOrderId id, ApplicationId application) {
        return writer.submit(
                id.account(),
                turn -> onOrder(
                        turn,
                        id,
                        (licenses, order) -> unknown(id.account(), Optional.of(application))
                                .<Outcome<LicenseOrder>>map(Outcome::refused)
                                .orElseGet(() -> licenses.bind(order.id(), application, turn.now()))));
    }

    private interface OnAccount {
        Outcome<LicenseOrder> run(AccountBook book);
    }

    private Outcome<LicenseOrderView> onAccount(Turn turn, AccountId account, OnAccount work) {
        return turn.book(account)
                .map(book -> work.run(book).map(order -> LicenseOrderView.of(order, turn.now(), calendar)))
                .orElseGet(() -> Refusals.notFound("account", account));
    }

    private Outcome<LicenseOrderView> onOrder(
            Turn turn, LicenseOrderId id, BiFunction<LicenseBook, LicenseOrder, Outcome<LicenseOrder>> work) {
        return turn.book(id.account())
                .map(AccountBook::licenses)
                .flatMap(licenses -> licenses.order(id).map(order -> work.apply(licenses, order)))
                .<Outcome<LicenseOrderView>>map(
                        done -> done.map(order -> LicenseOrderView.of(order, turn.now(), calendar)))
                .orElseGet(() -> Refusals.notFound(KIND, id));
    }

    /** The order as it stands. */
    public Committed<Optional<LicenseOrderView>> find(LicenseOrderId id) {
        return reads.see(
                moment -> queries.find(id).map(order -> LicenseOrderView.of(order, moment.now(), moment.calendar())));
    }

    /** Orders by account and number. */
    public Committed<Page<LicenseOrderView>> search(LicenseOrderQueries.Search search, Page.Request page) {
        return reads.see(moment ->
                queries.search(search, page).map(order -> LicenseOrderView.of(order, moment.now(), moment.calendar())));
    }

    /**
     * What a renewal would be now (rule L6).
     *
     * @param term for how long; empty for the term that the order is known to have
     */
    public Committed<Outcome<RenewalQuote>> quote(LicenseOrderId id, Optional<Term> term) {
        return reads.see(moment -> books.read(id.account(), moment)
                .map(AccountBook::licenses)
                .flatMap(licenses -> licenses.order(id)
                        .map(order -> term.or(() -> termOf(order))
                                .map(t -> licenses.quote(order.id(), t, moment.now()))
                                .orElseGet(() -> Outcome.refused(Refusal.ofField(
                                        RefusalReason.INVALID, "/term", "must be given, such as P1Y")))))
                .orElseGet(() -> Refusals.notFound(KIND, id)));
    }
}
