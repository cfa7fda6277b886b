package dev.planstack.application.plan;

import dev.planstack.application.meter.OpenMeters;
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
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.domain.plan.PlanStatus;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.RefusalReason;
import dev.planstack.domain.shared.Term;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What accounts bought, and buying more (rules P2, P8, P10, P11). */
public final class Plans {

    private final Writer writer;
    private final Reads reads;
    private final Idempotent idempotent;
    private final BookReader books;
    private final PlanOfferingStore offerings;
    private final PlanStore stored;
    private final OpenMeters meters;
    private final BillingCalendar calendar;

    /** Plans that {@code writer} keeps. */
    public Plans(
            Writer writer,
            Reads reads,
            Idempotent idempotent,
            BookReader books,
            PlanOfferingStore offerings,
            PlanStore stored,
            OpenMeters meters,
            BillingCalendar calendar) {
        this.writer = writer;
        this.reads = reads;
        this.idempotent = idempotent;
        this.books = books;
        this.offerings = offerings;
        this.stored = stored;
        this.meters = meters;
        this.calendar = calendar;
    }

    /**
     * Which plans are asked for.
     *
     * @param meter only those that cover it
     * @param status only those of this status
     */
    public record Filter(Optional<MeterCode> meter, Optional<PlanStatus> status) {}

    /** Buys a plan; {@code effectiveAt} empty leaves it to the offering. */
    public CompletableFuture<Committed<Outcome<Reply>>> purchase(
            AccountId account, OfferingId offering, Optional<Instant> effectiveAt, Idempotency<PlanView> idempotency) {
        return writer.submit(
                account,
                idempotent.once(
                        idempotency,
                        turn -> turn.book(account)
                                .map(book -> purchase(book, offering, effectiveAt, turn))
                                .orElseGet(() -> Refusals.notFound("account", account))));
    }

    private Outcome<PlanView> purchase(AccountBook book, OfferingId id, Optional<Instant> effectiveAt, Turn turn) {
        Optional<PlanOffering> offering = offerings.find(id);
        if (offering.isEmpty()) {
            return Outcome.refused(book.account()
                    .refusesToBuy()
                    .orElseGet(() -> Refusal.ofField(
                            RefusalReason.UNKNOWN, "/offering", "names an offering that does not exist")));
        }
        return book.purchase(offering.get(), effectiveAt, turn.now()).map(plan -> {
            plan.terms().meters().keySet().forEach(code -> meters.use(meters.get(code), turn));
            return PlanView.of(plan, book, turn.now(), calendar);
        });
    }

    /** Renews a renewable plan; {@code term} empty leaves it to the offering. */
    public CompletableFuture<Committed<Outcome<Reply>>> renew(
            AccountId account, PlanId id, Optional<Term> term, Idempotency<PlanView> idempotency) {
        return writer.submit(
                account,
                idempotent.once(
                        idempotency,
                        turn -> onPlan(turn, account, id, (book, plan) -> {
                            PlanOffering offering = offerings
                                    .find(plan.terms().offering())
                                    .orElseThrow(() -> new IllegalStateException(
                                            "no offering " + plan.terms().offering()));
                            return book.renew(plan, offering, term, turn.now());
                        })));
    }

    /** Pays the price of a plan back (rule P9). */
    public CompletableFuture<Committed<Outcome<Reply>>> refund(
            AccountId account, PlanId id, Idempotency<PlanView> idempotency) {
        return writer.submit(
                account,
                idempotent.once(
                        idempotency,
                        turn -> onPlan(
                                turn,
                                account,
                                id,
                                (book, plan) -> book.refund(
                                        plan,
                                        stored.lastRefund(account, plan.terms().offering()),
                                        turn.now()))));
    }

    /** Freezes a plan. */
    public CompletableFuture<Committed<Outcome<PlanView>>> freeze(AccountId account, PlanId id) {
        return writer.submit(account, turn -> onPlan(turn, account, id, (book, plan) -> book.freeze(plan, turn.now())));
    }

    /** Unfreezes a plan. */
    public CompletableFuture<Committed<Outcome<PlanView>>> unfreeze(AccountId account, PlanId id) {
        return writer.submit(
                account, turn -> onPlan(turn, account, id, (book, plan) -> book.unfreeze(plan, turn.now())));
    }

    private interface OnPlan {
        Outcome<Plan> run(AccountBook book, Plan plan);
    }

    private Outcome<PlanView> onPlan(Turn turn, AccountId account, PlanId id, OnPlan work) {
        Optional<AccountBook> book = turn.book(account);
        if (book.isEmpty()) {
            return Refusals.notFound("account", account);
        }
        // a plan whose rest is forfeited is no longer in the book
        return book.get()
                .plan(id)
                .or(() -> stored.find(account, id))
                .map(plan ->
                        work.run(book.get(), plan).map(after -> PlanView.of(after, book.get(), turn.now(), calendar)))
                .orElseGet(() -> Refusals.notFound("plan", id));
    }

    /** One plan of an account; empty if either is not there. */
    public Committed<Optional<PlanView>> find(AccountId account, PlanId id) {
        return reads.see(moment -> books.read(account, moment)
                .flatMap(book -> book.plan(id).map(plan -> PlanView.of(plan, book, moment.now(), moment.calendar()))));
    }

    /** The plans of an account in the order in which they are drawn on (rule P4); empty if there is no such account. */
    public Committed<Optional<Page<PlanView>>> list(AccountId account, Filter filter, Page.Request page) {
        return reads.see(moment -> books.read(account, moment)
                .map(book -> Page.ofAll(
                        views(book, filter, moment),
                        page,
                        view -> view.plan().id().value())));
    }

    private static List<PlanView> views(AccountBook book, Filter filter, Reads.Moment moment) {
        return book.plans(moment.now()).stream()
                .filter(plan -> filter.meter()
                        .map(m -> plan.terms().meters().containsKey(m))
                        .orElse(true))
                .map(plan -> PlanView.of(plan, book, moment.now(), moment.calendar()))
                .filter(view -> filter.status().map(view.status()::equals).orElse(true))
                .toList();
    }
}
