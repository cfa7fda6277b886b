package dev.planstack.domain.license;

import com.google.common.collect.ImmutableMap;
import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.Transaction;
import dev.planstack.domain.account.TransactionType;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Due;
import dev.planstack.domain.shared.DueKind;
import dev.planstack.domain.shared.EventType;
import dev.planstack.domain.shared.ExpiryReminders;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.Term;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything that decides what happens next to the license orders of one account. It is the part of the account's book that
 * deals with licenses: what it charges goes through the account, in the same change. Operations on an order that is not there throw
 * {@link IllegalArgumentException}.
 */
public final class LicenseBook {

    /** The account that orders are bought from, as its book has it. */
    public interface Till {

        /** The account as it is now. */
        Account account();

        /** Pay-as-you-go charges not billed yet. */
        Money accrued();

        /** Takes a price from the balance. */
        Transaction charge(TransactionType type, Money price, LicenseOrderId reference, Instant now);

        /** Takes down an event. */
        void tell(EventType type, Instant at, Map<String, String> data);

        /** Ends what was asked for at {@code now}. */
        void finish(Instant now);
    }

    /**
     * A renewal that is new.
     *
     * @param order the order that was renewed
     * @param renewal the renewal
     */
    public record Renewed(LicenseOrderId order, LicenseRenewal renewal) {}

    private final BillingCalendar calendar;
    private final Licensing licensing;
    private final Till till;
    private final TreeMap<LicenseOrderId, LicenseOrder> orders = new TreeMap<>();
    private final Map<LicenseOrderId, LicenseOrder> changed = new LinkedHashMap<>();
    private final List<Renewed> renewed = new ArrayList<>();
    private Optional<Due> nextDue = Optional.empty();
    private boolean nextDueKnown;

    /** The book of orders that are there already. */
    public LicenseBook(BillingCalendar calendar, Licensing licensing, Till till, Collection<LicenseOrder> orders) {
        this.calendar = calendar;
        this.licensing = licensing;
        this.till = till;
        orders.forEach(order -> this.orders.put(order.id(), order));
    }

    /** The order of that id, if there is one. */
    public Optional<LicenseOrder> order(LicenseOrderId id) {
        return Optional.ofNullable(orders.get(id));
    }

    private LicenseOrder get(LicenseOrderId id) {
        return order(id).orElseThrow(() -> new IllegalArgumentException("no license order " + id));
    }

    /** All orders, by id. */
    public Collection<LicenseOrder> orders() {
        return List.copyOf(orders.values());
    }

    /** Buys an order from the balance (rules L1, P11). */
    public Outcome<LicenseOrder> purchase(LicensePurchase wanted, Instant now) {
        Instant expiresAt = calendar.plus(now, wanted.term());
        return LicensePolicies.refusesPurchase(
                        new LicensePolicies.Purchase(till.account(), till.accrued(), wanted, expiresAt))
                .<Outcome<LicenseOrder>>map(Outcome::refused)
                .orElseGet(() -> Outcome.done(bought(wanted, expiresAt, now)));
    }

    private LicenseOrder bought(LicensePurchase wanted, Instant expiresAt, Instant now) {
        LicenseOffering offering = wanted.offering();
        Money price = LicensePolicies.priceFor(till.account(), offering, wanted.term());
        LicenseOrderId id = nextId();
        LicenseOrder order = new LicenseOrder(
                id,
                Optional.of(new InstanceId(id.value())),
                Optional.of(offering.id()),
                Optional.empty(),
                offering.sdks(),
                Optional.of(wanted.term()),
                now,
                now,
                expiresAt,
                wanted.autoRenewal(),
                List.of());
        Transaction charge = till.charge(TransactionType.LICENSE, price, id, now);
        till.tell(
                EventType.LICENSE_PURCHASED,
                now,
                ImmutableMap.<String, String>builder()
                        .putAll(named(order))
                        .put("offering", offering.id().value())
                        .put("term", wanted.term().toString())
                        .put("price", price.toString())
                        .put("transaction", charge.id())
                        .put("expiresAt", expiresAt.toString())
                        .buildOrThrow());
        LicenseOrder placed = wanted.application()
                .map(application -> bound(order, application, now))
                .orElse(order);
        keep(placed);
        till.finish(now);
        return placed;
    }

    /** The next number of which neither an order nor, by an order taken over, an instance ID is there. */
    private LicenseOrderId nextId() {
        long number =
                orders.keySet().stream().mapToLong(LicenseOrderId::number).max().orElse(0) + 1;
        LicenseOrderId id = new LicenseOrderId(till.account().id(), number);
        while (isInstanceId(id.value())) {
            number++;
            id = new LicenseOrderId(till.account().id(), number);
        }
        return id;
    }

    private boolean isInstanceId(String text) {
        return orders.values().stream()
                .anyMatch(order ->
                        order.instanceId().filter(id -> id.value().equals(text)).isPresent());
    }

    /** Why an order that was sold elsewhere would not be taken over, if it would not. */
    public Optional<Refusal> refusesToTakeOver(ForeignOrder order) {
        return LicensePolicies.refusesToTakeOver(till.account(), order, licensing.catalog(), orders.values().stream());
    }

    /** Takes over an order that was sold elsewhere; nothing is charged. */
    public Outcome<LicenseOrder> takeOver(ForeignOrder order, Instant now) {
        return refusesToTakeOver(order)
                .<Outcome<LicenseOrder>>map(Outcome::refused)
                .orElseGet(() -> Outcome.done(takenOver(order, now)));
    }

    private LicenseOrder takenOver(ForeignOrder foreign, Instant now) {
        LicenseOrder order = new LicenseOrder(
                nextId(),
                foreign.instanceId(),
                foreign.offering(),
                Optional.empty(),
                foreign.sdks(),
                Optional.empty(),
                now,
                foreign.startsAt(),
                foreign.expiresAt(),
                AutoRenewal.MANUAL,
                List.of());
        LicenseOrder placed = foreign.application()
                .map(application -> bound(order, application, now))
                .orElse(order);
        keep(placed);
        till.finish(now);
        return placed;
    }

    /**
     * What the renewal of an order would be at {@code now} (rule L6). Refused only for the term: the offering is not sold for
     * it, or not in the account's currency, or it ends too late.
     */
    public Outcome<RenewalQuote> quote(LicenseOrderId id, Term term, Instant now) {
        LicenseOrder order = get(id);
        LicensePolicies.Renewal renewal = renewal(order, term, Optional.empty(), now);
        Optional<Refusal> refusal = LicensePolicies.refusesQuote(renewal);
        if (refusal.filter(r -> !r.faults().isEmpty()).isPresent()) {
            return Outcome.refused(refusal.get());
        }
        Optional<RenewalQuote.Offer> offer = renewal.offering()
                .filter(offering -> refusal.isEmpty())
                .map(offering -> new RenewalQuote.Offer(
                        renewal.expiresAt(), LicensePolicies.priceFor(till.account(), offering, term)));
        return Outcome.done(new RenewalQuote(order, term, offer, refusal));
    }

    /** Renews a whole order as someone asked for (rules L3–L7); nothing of it changes but its expiry. */
    public Outcome<LicenseOrder> renew(LicenseOrderId id, RenewalRequest request, Instant now) {
        LicenseOrder order = get(id);
        LicensePolicies.Renewal wanted = renewal(order, request.term(), Optional.of(request.currentExpiresAt()), now);
        Optional<Refusal> refusal = LicensePolicies.refusesRenewal(wanted);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        LicenseOrder charged = charged(wanted, RenewedBy.MANUAL, now);
        LicenseOrder after = request.autoRenewal()
                .map(mode -> charged.with(AutoRenewal.of(mode, request.term())))
                .orElse(charged);
        keep(after);
        till.finish(now);
        return Outcome.done(after);
    }

    private LicensePolicies.Renewal renewal(LicenseOrder order, Term term, Optional<Instant> expected, Instant now) {
        Instant start = order.renewalStart(term, licensing.grace(), now, calendar);
        return new LicensePolicies.Renewal(
                till.account(),
                till.accrued(),
                order,
                offering(order),
                term,
                expected,
                start,
                order.expiryAfter(start, term, calendar));
    }

    private LicenseOrder charged(LicensePolicies.Renewal wanted, RenewedBy by, Instant now) {
        LicenseOrder order = wanted.order();
        Money price = LicensePolicies.priceFor(till.account(), wanted.offering().orElseThrow(), wanted.term());
        Transaction charge = till.charge(TransactionType.RENEWAL, price, order.id(), now);
        till.tell(
                EventType.LICENSE_RENEWED,
                now,
                ImmutableMap.<String, String>builder()
                        .putAll(named(order))
                        .put("by", by.code())
                        .put("term", wanted.term().toString())
                        .put("price", price.toString())
                        .put("transaction", charge.id())
                        .put("from", order.expiresAt().toString())
                        .put("to", wanted.expiresAt().toString())
                        .buildOrThrow());
        LicenseRenewal renewal = new LicenseRenewal(
                now,
                by,
                wanted.term(),
                order.expiresAt(),
                wanted.startsAt(),
                wanted.expiresAt(),
                price,
                charge.number());
        renewed.add(new Renewed(order.id(), renewal));
        return order.renewed(renewal);
    }

    /** Says how an order is to be renewed by itself (rule L9). */
    public Outcome<LicenseOrder> setAutoRenewal(LicenseOrderId id, AutoRenewal wanted, Instant now) {
        LicenseOrder order = get(id);
        Optional<Refusal> refusal = LicensePolicies.refusesAutoRenewal(till.account(), order, offering(order), wanted);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        LicenseOrder after = order.with(wanted);
        if (!after.equals(order)) {
            keep(after);
            till.finish(now);
        }
        return Outcome.done(after);
    }

    /** Binds an order to an application, for good (rule L2); binding it again to the same one changes nothing. */
    public Outcome<LicenseOrder> bind(LicenseOrderId id, ApplicationId application, Instant now) {
        LicenseOrder order = get(id);
        Optional<Refusal> refusal = LicensePolicies.refusesBinding(order, application);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        if (order.application().isPresent()) {
            return Outcome.done(order);
        }
        LicenseOrder after = bound(order, application, now);
        keep(after);
        till.finish(now);
        return Outcome.done(after);
    }

    private LicenseOrder bound(LicenseOrder order, ApplicationId application, Instant now) {
        LicenseOrder after = order.boundTo(application);
        till.tell(
                EventType.LICENSE_BOUND,
                now,
                ImmutableMap.<String, String>builder()
                        .putAll(named(after))
                        .put("application", application.value())
                        .put("expiresAt", after.expiresAt().toString())
                        .buildOrThrow());
        return after;
    }

    /**
     * What of the orders falls due next.
     *
     * @param done the last due work that was done
     */
    public Optional<Due> nextDue(Due done) {
        // asked after each record of usage, and seldom another
        if (!nextDueKnown || nextDue.filter(due -> due.compareTo(done) <= 0).isPresent()) {
            nextDue = dues(done).min(Due::compareTo);
            nextDueKnown = true;
        }
        return nextDue;
    }

    private Stream<Due> dues(Due done) {
        // at the instant reached, attempts may still lie ahead
        boolean attemptsAhead = done.kind().compareTo(DueKind.AUTO_RENEWAL) < 0;
        Instant attempted = attemptsAhead ? done.at().minusNanos(1) : done.at();
        return orders.values().stream()
                .flatMap(order -> Stream.of(
                                Stream.of(new Due(order.expiresAt(), DueKind.LICENSE_EXPIRY)),
                                AutoRenewalSchedule.nextAttempt(order, attempted, calendar).stream()
                                        .map(at -> new Due(at, DueKind.AUTO_RENEWAL)),
                                order.reminders(calendar).stream()
                                        .map(reminder -> new Due(reminder.at(), DueKind.REMINDER)))
                        .flatMap(dues -> dues))
                .filter(due -> due.compareTo(done) > 0);
    }

    /** Tells of the orders that expire at an instant. */
    public void expire(Instant at) {
        orders.values().stream()
                .filter(order -> order.expiresAt().equals(at))
                .forEach(order -> till.tell(EventType.LICENSE_EXPIRED, at, named(order)));
    }

    /** Tries to renew the orders whose attempt is due (rule L9). */
    public void renewDue(Instant at) {
        Instant before = at.minusNanos(1);
        for (LicenseOrder order : orders()) {
            boolean due = AutoRenewalSchedule.nextAttempt(order, before, calendar)
                    .filter(at::equals)
                    .isPresent();
            if (due) {
                Term term = order.autoRenewal().term().orElseThrow();
                attempt(renewal(order, term, Optional.empty(), at), at);
            }
        }
    }

    private void attempt(LicensePolicies.Renewal wanted, Instant at) {
        LicensePolicies.refusesRenewal(wanted)
                .ifPresentOrElse(
                        refusal -> failed(wanted, refusal, at), () -> keep(charged(wanted, RenewedBy.AUTO, at)));
    }

    private void failed(LicensePolicies.Renewal wanted, Refusal refusal, Instant at) {
        LicenseOrder order = wanted.order();
        ImmutableMap.Builder<String, String> data = ImmutableMap.<String, String>builder()
                .putAll(named(order))
                .put("reason", refusal.reason().code())
                .put("detail", refusal.detail());
        wanted.offering()
                .flatMap(offering -> offering.price(wanted.term(), currency()))
                .ifPresent(price -> data.putAll(missing(price)));
        AutoRenewalSchedule.nextAttempt(order, at, calendar)
                .ifPresent(next -> data.put("nextAttemptAt", next.toString()));
        data.put("expiresAt", order.expiresAt().toString());
        till.tell(EventType.LICENSE_RENEWAL_FAILED, at, data.buildOrThrow());
    }

    private Map<String, String> missing(Money price) {
        Money available = till.account().available(till.accrued());
        Money missing = price.minus(available);
        return ImmutableMap.of(
                "required", price.toString(),
                "available", available.toString(),
                "missing", (missing.isNegative() ? Money.zero(currency()) : missing).toString());
    }

    private Optional<LicenseOffering> offering(LicenseOrder order) {
        return order.offering().flatMap(licensing.catalog()::find);
    }

    private Currency currency() {
        return till.account().settings().currency();
    }

    /** Tells the reminders of an instant (rule L10). */
    public void remind(Instant at) {
        for (LicenseOrder order : orders.values()) {
            order.reminders(calendar).stream()
                    .filter(reminder -> reminder.at().equals(at))
                    .forEach(reminder -> remind(order, reminder));
        }
    }

    private void remind(LicenseOrder order, ExpiryReminders.Reminder reminder) {
        till.tell(
                EventType.LICENSE_EXPIRING,
                reminder.at(),
                ImmutableMap.<String, String>builder()
                        .putAll(named(order))
                        .put("days", Integer.toString(reminder.days()))
                        .put("expiresAt", order.expiresAt().toString())
                        .buildOrThrow());
    }

    private static Map<String, String> named(LicenseOrder order) {
        ImmutableMap.Builder<String, String> names =
                ImmutableMap.<String, String>builder().put("order", order.id().value());
        order.instanceId().ifPresent(id -> names.put("instanceId", id.value()));
        return names.buildOrThrow();
    }

    private void keep(LicenseOrder order) {
        orders.put(order.id(), order);
        nextDueKnown = false;
        changed.put(order.id(), order);
    }

    /** The orders that are new or changed since this was last asked, as they are now. */
    public List<LicenseOrder> drainChanged() {
        List<LicenseOrder> drained = List.copyOf(changed.values());
        changed.clear();
        return drained;
    }

    /** The renewals that are new since this was last asked, oldest first. */
    public List<Renewed> drainRenewed() {
        List<Renewed> drained = List.copyOf(renewed);
        renewed.clear();
        return drained;
    }
}
