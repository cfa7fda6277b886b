package dev.planstack.domain.billing;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.AccountSettings;
import dev.planstack.domain.account.Transaction;
import dev.planstack.domain.account.TransactionType;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.meter.Meters;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.domain.plan.PlanPolicies;
import dev.planstack.domain.plan.StackOrder;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Due;
import dev.planstack.domain.shared.DueKind;
import dev.planstack.domain.shared.Event;
import dev.planstack.domain.shared.EventType;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.RefusalReason;
import dev.planstack.domain.shared.Term;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Everything that decides what happens next to one account: the account is the unit of consistency.
 *
 * <p>Each operation takes the instant at which it happens (rule T4), is done whole or refused without any change, and leaves
 * what it changed to be collected with {@link #drainChanges}. Work that fell due up to that instant must have been done
 * before with {@link #run} (rule T5). It is an accumulator for one thread; what goes in and comes out is immutable.
 */
public final class AccountBook {

    private final BillingCalendar calendar;
    private final UsageLedger ledger;
    private final TreeMap<MeterCode, BillingMode> modes;
    private Account account;
    private Due done;
    private ChangeCollector changes = new ChangeCollector();
    private long drainedEvents;

    /**
     * Opens the book of an account.
     *
     * @param records where its open records can be read, as they are stored at that time
     * @param snapshot what was kept of it
     * @param asOf until when due work has been done
     */
    public AccountBook(
            BillingCalendar calendar, Meters meters, OpenRecords records, BookSnapshot snapshot, Instant asOf) {
        this.calendar = calendar;
        this.ledger = new UsageLedger(calendar, meters, records, snapshot);
        this.modes = new TreeMap<>(snapshot.modes());
        this.account = snapshot.account();
        this.drainedEvents = snapshot.events();
        this.done = Due.lastAt(asOf);
    }

    /** Opens the book of a new account, with the event that tells of it (rule B1). */
    public static AccountBook open(
            BillingCalendar calendar, Meters meters, OpenRecords records, Account account, Instant now) {
        AccountBook book = new AccountBook(calendar, meters, records, BookSnapshot.of(account), now);
        book.tell(
                EventType.ACCOUNT_CREATED,
                now,
                ImmutableMap.of(
                        "name", account.settings().name(),
                        "currency", account.settings().currency().getCurrencyCode()));
        return book;
    }

    /** The account as it is now. */
    public Account account() {
        return account;
    }

    /** Pay-as-you-go charges not billed yet. */
    public Money accrued() {
        return ledger.accrued(account.settings().currency());
    }

    /** How each meter is billed that the account has plans or usage of (rule B2). */
    public SortedMap<MeterCode, BillingMode> modes() {
        return ImmutableSortedMap.copyOf(modes);
    }

    /** The plan of that id, unless there is none or its rest is forfeited and it was left out. */
    public Optional<Plan> plan(PlanId id) {
        return ledger.plan(id);
    }

    /** All plans that the book has. */
    public Collection<Plan> allPlans() {
        return List.copyOf(ledger.plans());
    }

    /** The plans in the order in which they are drawn on at {@code now} (rule P4). */
    public List<Plan> plans(Instant now) {
        return ledger.plans().stream().sorted(StackOrder.at(now, calendar)).toList();
    }

    /** What is left of a plan in its current period at {@code now}, in plan units; nothing once forfeited (rule P7). */
    public Quantity remaining(Plan plan, Instant now) {
        return ledger.remaining(plan, now);
    }

    /** What the records of open hours up to {@code until} do, folded afresh from the records (rule U3). */
    public Deduction openDeduction(Instant until) {
        return ledger.openDeduction(until, changes);
    }

    /** The usage of open hours, each with the charge that it would be billed as things stand. */
    public List<HourUse> provisionalHours() {
        return ledger.provisional(account.settings().currency());
    }

    /** Replaces the settings; refused if the currency would change. */
    public Outcome<Account> configure(AccountSettings settings, Instant now) {
        return account.configure(settings, now).map(change -> {
            apply(change, now);
            return account;
        });
    }

    /** Adds money (rules A1, A4); refused once released. */
    public Outcome<Transaction> topUp(Money amount, Optional<String> reference, Instant now) {
        Optional<Refusal> refusal = account.refusesAsReleased();
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        Account.Change change = account.post(TransactionType.TOP_UP, amount, reference, now);
        tell(EventType.BALANCE_TOPPED_UP, now, ImmutableMap.of("amount", amount.toString()));
        apply(change, now);
        return Outcome.done(change.transaction().orElseThrow());
    }

    /**
     * Buys a plan (rules P2, P11).
     *
     * @param effectiveAt from when it is to cover usage; empty for the purchase plus the offering's activation delay
     */
    public Outcome<Plan> purchase(PlanOffering offering, Optional<Instant> effectiveAt, Instant now) {
        Instant effective = effectiveAt.orElseGet(() -> calendar.plus(now, offering.activationDelay()));
        return PlanPolicies.refusesPurchase(account, offering, effective, accrued(), now, calendar)
                .<Outcome<Plan>>map(Outcome::refused)
                .orElseGet(() -> Outcome.done(bought(offering, effective, now)));
    }

    private Plan bought(PlanOffering offering, Instant effectiveAt, Instant now) {
        Money price = PlanPolicies.priceFor(account, offering);
        account = account.withPlanBought();
        Plan plan =
                Plan.bought(PlanId.ofNumber(account.plansBought()), offering.terms(price), now, effectiveAt, calendar);
        tell(
                EventType.PLAN_PURCHASED,
                now,
                ImmutableMap.of(
                        "plan", plan.id().value(),
                        "offering", offering.id().value(),
                        "price", price.toString(),
                        "effectiveAt", effectiveAt.toString(),
                        "expiresAt", plan.expiresAt().toString()));
        apply(
                account.post(
                        TransactionType.PURCHASE,
                        price.negated(),
                        Optional.of(plan.id().value()),
                        now),
                now);
        plan.terms().meters().keySet().forEach(this::know);
        put(plan, effectiveAt, SwitchReason.PLAN_EXHAUSTED, now);
        if (effectiveAt.equals(now)) {
            start(plan, now);
        }
        switchModes(plan.terms().meters().keySet(), SwitchReason.PLAN_EFFECTIVE, now);
        return plan;
    }

    /**
     * Renews a renewable plan (rule P8).
     *
     * @param plan the plan, which may have expired long ago
     * @param offering the plan's offering as it is now
     * @param term the term asked for; empty for the offering's validity
     */
    public Outcome<Plan> renew(Plan plan, PlanOffering offering, Optional<Term> term, Instant now) {
        return PlanPolicies.refusesRenewal(account, plan, offering, term, accrued(), now, calendar)
                .<Outcome<Plan>>map(Outcome::refused)
                .orElseGet(() -> Outcome.done(renewed(plan, offering, now)));
    }

    private Plan renewed(Plan plan, PlanOffering offering, Instant now) {
        Plan longer = plan.renewed(offering.validity(), calendar);
        Money price = PlanPolicies.priceFor(account, offering);
        tell(
                EventType.PLAN_RENEWED,
                now,
                ImmutableMap.of(
                        "plan", plan.id().value(),
                        "term", offering.validity().toString(),
                        "price", price.toString(),
                        "from", plan.expiresAt().toString(),
                        "to", longer.expiresAt().toString()));
        apply(
                account.post(
                        TransactionType.RENEWAL,
                        price.negated(),
                        Optional.of(plan.id().value()),
                        now),
                now);
        // a later expiry can change the order of the stack for what is open already (rule P4)
        put(longer, Instant.EPOCH, SwitchReason.PLAN_RENEWED, now);
        switchModes(longer.terms().meters().keySet(), SwitchReason.PLAN_RENEWED, now);
        return longer;
    }

    /** Freezes a plan, which then covers nothing (rule P10). */
    public Outcome<Plan> freeze(Plan plan, Instant now) {
        return frozen(plan, plan.frozen(now), EventType.PLAN_FROZEN, SwitchReason.PLAN_FROZEN, now);
    }

    /** Unfreezes a plan (rule P10). */
    public Outcome<Plan> unfreeze(Plan plan, Instant now) {
        return frozen(plan, plan.unfrozen(now), EventType.PLAN_UNFROZEN, SwitchReason.PLAN_UNFROZEN, now);
    }

    private Outcome<Plan> frozen(Plan before, Plan after, EventType event, SwitchReason reason, Instant now) {
        Optional<Refusal> refusal = PlanPolicies.refusesFreeze(account, before, now);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        if (!after.equals(before)) {
            tell(event, now, ImmutableMap.of("plan", after.id().value()));
            put(after, now, SwitchReason.PLAN_EXHAUSTED, now);
            switchModes(after.terms().meters().keySet(), reason, now);
        }
        return Outcome.done(after);
    }

    /**
     * Accepts usage records that {@link UsageAdmission} admits and that are not there yet.
     *
     * @return the slices of each as they stand after all of them (rules U3, P5)
     */
    public Map<RecordId, List<Slice>> accept(List<UsageRecord> records, Instant now) {
        records.forEach(record -> know(record.meter()));
        Map<RecordId, List<Slice>> slices = ledger.accept(records, changes);
        boolean allLate = records.stream().allMatch(UsageRecord::isLate);
        observe(allLate ? SwitchReason.USAGE_CHANGED : SwitchReason.PLAN_EXHAUSTED, now);
        return slices;
    }

    /** Voids a record that is there (rule U5); refused once its hour is billed. */
    public Outcome<UsageRecord> voidRecord(UsageRecord record, Instant now) {
        if (record.hour().isBefore(calendar.oldestOpenHour(now))) {
            return Outcome.refused(Refusal.of(
                    RefusalReason.RECORD_FINAL,
                    "The hour that the record counts in was billed at " + calendar.billedAt(record.hour()) + "."));
        }
        ledger.remove(record, changes);
        observe(SwitchReason.USAGE_CHANGED, now);
        return Outcome.done(record);
    }

    /** What falls due next, after all that has been done. */
    public Optional<Due> nextDue() {
        // plans that start at an instant come before those that refill at it (rule T5)
        boolean refillsAhead = done.kind().compareTo(DueKind.PLAN_REFILL) < 0;
        Instant refilled = refillsAhead ? done.at().minusNanos(1) : done.at();
        Stream<Due> ofPlans = ledger.plans().stream()
                .filter(plan -> plan.refundedAt().isEmpty())
                .flatMap(plan -> Stream.concat(
                        Stream.of(
                                new Due(plan.effectiveAt(), DueKind.PLAN_START),
                                new Due(plan.expiresAt(), DueKind.PLAN_EXPIRY)),
                        ledger.nextVisibleRefill(plan, refilled).stream().map(at -> new Due(at, DueKind.PLAN_REFILL))));
        Stream<Due> ofHours =
                ledger.oldestOpenHour().stream().map(hour -> new Due(calendar.billedAt(hour), DueKind.HOUR_BILLING));
        return Stream.concat(ofPlans, ofHours)
                .filter(due -> due.compareTo(done) > 0)
                .min(Due::compareTo);
    }

    /** Does what {@link #nextDue} said falls due (rule T5). */
    public void run(Due due) {
        Instant at = due.at();
        switch (due.kind()) {
            case PLAN_START -> {
                List<Plan> starting = plansWhere(p -> p.effectiveAt().equals(at));
                starting.forEach(plan -> start(plan, at));
                // what expires at this instant is told of as expired, in its turn
                switchModes(
                        metersOf(starting)
                                .filter(m -> ledger.mode(m, at) == BillingMode.PLAN)
                                .toList(),
                        SwitchReason.PLAN_EFFECTIVE,
                        at);
            }
            case PLAN_REFILL -> {
                List<Plan> refilled = plansWhere(p -> p.terms().period().isPresent()
                        && p.isValid(at)
                        && p.effectiveAt().isBefore(at));
                refilled.stream()
                        .filter(p -> p.periodStart(at, calendar).equals(at)
                                && remaining(p, at).isZero())
                        .forEach(p -> tellExhausted(p, at));
                switchModes(metersOf(refilled).toList(), SwitchReason.PERIOD_RENEWED, at);
            }
            case PLAN_EXPIRY -> {
                List<Plan> expired = plansWhere(p -> p.expiresAt().equals(at));
                expired.forEach(plan -> tell(
                        EventType.PLAN_EXPIRED,
                        at,
                        ImmutableMap.of(
                                "plan", plan.id().value(),
                                "remaining", remaining(plan, at).toString())));
                switchModes(metersOf(expired).toList(), SwitchReason.PLAN_EXPIRED, at);
            }
            case HOUR_BILLING ->
                ledger.oldestOpenHour()
                        .filter(hour -> calendar.billedAt(hour).equals(at))
                        .ifPresent(hour -> bill(hour, at));
        }
        done = due;
    }

    private void bill(Instant hour, Instant at) {
        Money zero = Money.zero(account.settings().currency());
        List<BillLine> lines = ledger.settle(hour, zero.currency(), changes);
        if (lines.isEmpty()) {
            return;
        }
        Money total = lines.stream().map(BillLine::amount).reduce(zero, Money::plus);
        Bill bill = new Bill(hour, total, account.transactions() + 1, lines);
        changes.bill(bill);
        tell(
                EventType.BILL_ISSUED,
                at,
                ImmutableMap.of("bill", bill.id(), "hour", hour.toString(), "total", total.toString()));
        apply(account.post(TransactionType.BILL, total.negated(), Optional.of(bill.id()), at), at);
    }

    private void start(Plan plan, Instant at) {
        tell(
                EventType.PLAN_EFFECTIVE,
                at,
                ImmutableMap.of(
                        "plan", plan.id().value(), "expiresAt", plan.expiresAt().toString()));
        if (remaining(plan, at).isZero()) {
            tellExhausted(plan, at);
        }
    }

    private List<Plan> plansWhere(Predicate<Plan> condition) {
        return ledger.plans().stream()
                .filter(p -> p.refundedAt().isEmpty())
                .filter(condition)
                .toList();
    }

    private void put(Plan plan, Instant from, SwitchReason exhaustedBecause, Instant now) {
        changes.plan(plan);
        ledger.put(plan, from, changes);
        observe(exhaustedBecause, now);
    }

    /** Tells of plans that usage drained, and of the switches that come of it. */
    private void observe(SwitchReason exhaustedBecause, Instant now) {
        reach(now);
        TreeSet<MeterCode> affected = new TreeSet<>();
        Map<PlanPeriod, Quantity> touched = ledger.drainTouched();
        touched.keySet().stream().map(ledger::use).forEach(changes::use);
        for (Plan plan : ledger.plans()) {
            PlanPeriod current = new PlanPeriod(plan.id(), plan.periodStart(now, calendar));
            Quantity takenBefore = touched.get(current);
            if (takenBefore == null || !plan.isValid(now) || plan.refundedAt().isPresent()) {
                continue;
            }
            boolean wasDry = takenBefore.equals(plan.terms().quota());
            boolean isDry = remaining(plan, now).isZero();
            if (wasDry != isDry) {
                affected.addAll(plan.terms().meters().keySet());
            }
            if (!wasDry && isDry) {
                tellExhausted(plan, now);
            }
        }
        switchModes(affected, exhaustedBecause, now);
    }

    private void tellExhausted(Plan plan, Instant at) {
        tell(EventType.PLAN_EXHAUSTED, at, ImmutableMap.of("plan", plan.id().value()));
    }

    private static Stream<MeterCode> metersOf(Collection<Plan> plans) {
        return plans.stream()
                .flatMap(plan -> plan.terms().meters().keySet().stream())
                .distinct()
                .sorted();
    }

    /** Tells of the meters whose billing differs from what was told last (rule B3). */
    private void switchModes(Collection<MeterCode> affected, SwitchReason reason, Instant at) {
        for (MeterCode meter : affected) {
            BillingMode before = modes.getOrDefault(meter, BillingMode.PAY_AS_YOU_GO);
            BillingMode after = ledger.mode(meter, at);
            if (before == after) {
                continue;
            }
            modes.put(meter, after);
            changes.mode(meter, after);
            tell(
                    EventType.BILLING_SWITCHED,
                    at,
                    ImmutableMap.of(
                            "meter", meter.value(),
                            "from", before.code(),
                            "to", after.code(),
                            "reason", reasonFor(after, reason).code()));
        }
    }

    /** A refill that finds its quota used up already, or a drained plan that usage gave back: the cause is the usage. */
    private static SwitchReason reasonFor(BillingMode after, SwitchReason reason) {
        boolean covered = after == BillingMode.PLAN;
        return switch (reason) {
            case PERIOD_RENEWED -> covered ? reason : SwitchReason.PLAN_EXHAUSTED;
            case PLAN_EXHAUSTED -> covered ? SwitchReason.USAGE_CHANGED : reason;
            default -> reason;
        };
    }

    private void know(MeterCode meter) {
        if (modes.putIfAbsent(meter, BillingMode.PAY_AS_YOU_GO) == null) {
            changes.mode(meter, BillingMode.PAY_AS_YOU_GO);
        }
    }

    private void apply(Account.Change change, Instant now) {
        reach(now);
        account = change.account();
        change.transaction().ifPresent(changes::transaction);
        change.events().forEach(changes::event);
    }

    private void tell(EventType type, Instant at, Map<String, String> data) {
        changes.event(new Event(type, at, data));
    }

    private void reach(Instant now) {
        Due reached = Due.lastAt(now);
        done = reached.compareTo(done) > 0 ? reached : done;
    }

    /** What was changed since this was last asked; the events among it are numbered on from what was kept. */
    public BookChanges drainChanges() {
        BookChanges drained = changes.changes(account, nextDue(), drainedEvents + 1);
        drainedEvents += drained.events().size();
        changes = new ChangeCollector();
        return drained;
    }
}
