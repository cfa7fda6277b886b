package dev.planstack.domain.billing;

import com.google.common.collect.ImmutableMap;
import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.AccountSettings;
import dev.planstack.domain.account.AccountState;
import dev.planstack.domain.account.Transaction;
import dev.planstack.domain.account.TransactionType;
import dev.planstack.domain.account.Warnings;
import dev.planstack.domain.license.LicenseBook;
import dev.planstack.domain.license.LicenseOrderId;
import dev.planstack.domain.license.Licensing;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.meter.Meters;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.domain.plan.PlanPolicies;
import dev.planstack.domain.plan.RefundPolicy;
import dev.planstack.domain.plan.StackOrder;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Due;
import dev.planstack.domain.shared.DueKind;
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
    private final ChangeCollector changes = new ChangeCollector();
    private final BillingSwitches switches;
    private final PlanCourse course;
    private final Alerts alerts;
    private final LicenseBook licenses;
    private Account account;
    private Due done;
    private Optional<Instant> lookAt = Optional.empty();
    private final HashChain chain;
    private long drainedEvents;
    private Optional<Standing> standing = Optional.empty();

    /** What was drained last of what is kept as one value. */
    private record Standing(Account account, Warnings warnings, Optional<Due> nextDue) {}

    /**
     * Opens the book of an account.
     *
     * @param licensing what the operator says of licenses
     * @param records where its open records can be read, as they are stored at that time
     * @param snapshot what was kept of it
     * @param asOf until when due work has been done, but for what the snapshot says falls due next and all after that
     */
    public AccountBook(
            BillingCalendar calendar,
            Meters meters,
            Licensing licensing,
            OpenRecords records,
            BookSnapshot snapshot,
            Instant asOf) {
        this(calendar, meters, licensing, records, Foresight.NONE, snapshot, asOf);
    }

    /** As the other, of an account whose run-out alerts look ahead with {@code foresight}. */
    public AccountBook(
            BillingCalendar calendar,
            Meters meters,
            Licensing licensing,
            OpenRecords records,
            Foresight foresight,
            BookSnapshot snapshot,
            Instant asOf) {
        this.calendar = calendar;
        this.ledger = new UsageLedger(calendar, meters, records, snapshot);
        this.switches = new BillingSwitches(snapshot.modes(), changes);
        this.course = new PlanCourse(calendar, ledger, switches, changes);
        this.alerts = new Alerts(calendar, ledger, changes, foresight, snapshot);
        this.licenses = new LicenseBook(calendar, licensing, new AccountTill(), snapshot.licenseOrders());
        this.account = snapshot.account();
        this.drainedEvents = snapshot.events();
        this.chain = new HashChain(snapshot.chain());
        Due reached = Due.lastAt(asOf);
        this.done = snapshot.nextDue()
                .filter(due -> due.compareTo(reached) <= 0)
                .map(Due::previous)
                .orElse(reached);
    }

    /** Opens the book of a new account, with the event that tells of it (rule B1). */
    public static AccountBook open(
            BillingCalendar calendar,
            Meters meters,
            Licensing licensing,
            OpenRecords records,
            Account account,
            Instant now) {
        return open(calendar, meters, licensing, records, Foresight.NONE, account, now);
    }

    /** As the other, of an account whose run-out alerts look ahead with {@code foresight}. */
    public static AccountBook open(
            BillingCalendar calendar,
            Meters meters,
            Licensing licensing,
            OpenRecords records,
            Foresight foresight,
            Account account,
            Instant now) {
        AccountBook book =
                new AccountBook(calendar, meters, licensing, records, foresight, BookSnapshot.of(account), now);
        book.changes.tell(
                EventType.ACCOUNT_CREATED,
                now,
                ImmutableMap.of(
                        "name", account.settings().name(),
                        "currency", account.settings().currency().getCurrencyCode()));
        book.alerts.setLowBalance(account, book.accrued());
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
        return switches.all();
    }

    /** The license orders of the account. */
    public LicenseBook licenses() {
        return licenses;
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
        boolean sameThreshold =
                settings.lowBalanceAlert().equals(account.settings().lowBalanceAlert());
        return account.configure(settings, now).map(change -> {
            apply(change);
            if (!sameThreshold) {
                alerts.setLowBalance(account, accrued());
            }
            finish(now);
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
        changes.tell(EventType.BALANCE_TOPPED_UP, now, ImmutableMap.of("amount", amount.toString()));
        apply(change);
        finish(now);
        return Outcome.done(change.transaction().orElseThrow());
    }

    /** The quota alert of a meter as it stands (rule Q1). */
    public Optional<QuotaAlert> quotaAlert(MeterCode meter) {
        return alerts.quota(meter);
    }

    /** What the plans of a meter hold together at {@code now}, those for an hour or a day left out (rules Q1, Q3). */
    public Quantity held(MeterCode meter, Instant now) {
        return ledger.held(meter, now);
    }

    /** Sets a quota alert, armed at what the plans hold now (rule Q1); {@code percent} is 1–99. */
    public QuotaAlert setQuotaAlert(MeterCode meter, int percent, Instant now) {
        QuotaAlert alert = alerts.setQuota(meter, percent, now);
        finish(now);
        return alert;
    }

    /** Drops a quota alert; false if there is none. */
    public boolean dropQuotaAlert(MeterCode meter) {
        return alerts.dropQuota(meter);
    }

    /** The run-out alert of a meter as it stands. */
    public Optional<RunOutAlert> runOutAlert(MeterCode meter) {
        return alerts.runOut(meter);
    }

    /** Until when the plans of an alert's meter are expected to last at {@code now}, if that is near enough for it to fire. */
    public Optional<Instant> plansLastUntil(RunOutAlert alert, Instant now) {
        return Optional.ofNullable(
                alerts.plansLastUntil(this, List.of(alert), now).get(alert.meter()));
    }

    /** Sets a run-out alert; {@code days} is 1 to 90. It fires at once if the plans' end is near already. */
    public RunOutAlert setRunOutAlert(MeterCode meter, int days, Instant now) {
        alerts.setRunOut(meter, days);
        finishPlans(now);
        return alerts.runOut(meter).orElseThrow();
    }

    /** Drops a run-out alert; false if there is none. */
    public boolean dropRunOutAlert(MeterCode meter) {
        return alerts.dropRunOut(meter);
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
        changes.tell(
                EventType.PLAN_PURCHASED,
                now,
                ImmutableMap.of(
                        "plan", plan.id().value(),
                        "offering", offering.id().value(),
                        "price", price.toString(),
                        "effectiveAt", effectiveAt.toString(),
                        "expiresAt", plan.expiresAt().toString()));
        pay(TransactionType.PURCHASE, price, plan, now);
        course.add(plan, now);
        alerts.rearmRunOut(plan);
        finishPlans(now);
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
        Plan longer = plan.renewed(offering.validity(), now, calendar);
        Money price = PlanPolicies.priceFor(account, offering);
        changes.tell(
                EventType.PLAN_RENEWED,
                now,
                ImmutableMap.of(
                        "plan", plan.id().value(),
                        "term", offering.validity().toString(),
                        "price", price.toString(),
                        "from", plan.expiresAt().toString(),
                        "to", longer.expiresAt().toString()));
        pay(TransactionType.RENEWAL, price, plan, now);
        // a later expiry can change the order of the stack for what is open already (rule P4)
        course.change(longer, Instant.EPOCH, SwitchReason.PLAN_RENEWED, now);
        alerts.rearmRunOut(longer);
        finishPlans(now);
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
            changes.tell(event, now, ImmutableMap.of("plan", after.id().value()));
            course.change(after, now, reason, now);
            finishPlans(now);
        }
        return Outcome.done(after);
    }

    /**
     * Pays the price of a plan back (rule P9).
     *
     * @param plan the plan, which may have expired long ago
     * @param lastRefund when a plan of the same offering was last refunded to the account
     */
    public Outcome<Plan> refund(Plan plan, Optional<Instant> lastRefund, Instant now) {
        Quantity taken = ledger.use(new PlanPeriod(plan.id(), plan.periodStart(now, calendar)))
                .taken();
        return RefundPolicy.refuses(account, plan, taken, lastRefund, now, calendar)
                .<Outcome<Plan>>map(Outcome::refused)
                .orElseGet(() -> Outcome.done(refunded(plan, now)));
    }

    private Plan refunded(Plan plan, Instant now) {
        Plan after = plan.refunded(now);
        Money price = plan.terms().price();
        changes.tell(
                EventType.PLAN_REFUNDED, now, ImmutableMap.of("plan", plan.id().value(), "amount", price.toString()));
        apply(account.post(TransactionType.REFUND, price, Optional.of(plan.id().value()), now));
        course.change(after, Instant.EPOCH, SwitchReason.PLAN_REFUNDED, now);
        finishPlans(now);
        return after;
    }

    /**
     * Accepts usage records that {@link UsageAdmission} admits and that are not there yet.
     *
     * @return the slices of each as they stand after all of them (rules U3, P5)
     */
    public Map<RecordId, List<Slice>> accept(List<UsageRecord> records, Instant now) {
        records.forEach(record -> switches.know(record.meter()));
        Map<RecordId, List<Slice>> slices = ledger.accept(records, changes);
        boolean allLate = records.stream().allMatch(UsageRecord::isLate);
        course.observe(allLate ? SwitchReason.USAGE_CHANGED : SwitchReason.PLAN_EXHAUSTED, now);
        finish(now);
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
        course.observe(SwitchReason.USAGE_CHANGED, now);
        finish(now);
        return Outcome.done(record);
    }

    /** What would be kept of it if all that it changed were kept now. */
    public BookSnapshot snapshot() {
        return new BookSnapshot(
                account,
                List.copyOf(ledger.plans()),
                ledger.uses(),
                ledger.openHours(),
                ledger.months(),
                alerts.warnings(),
                alerts.quota(),
                alerts.runOut(),
                switches.all(),
                List.copyOf(licenses.orders()),
                nextDue(),
                drainedEvents + changes.events(),
                chain.head());
    }

    /** Its open records as they are now, whether they are stored yet or not. */
    public OpenRecords openRecords() {
        return (from, until) -> ledger.openRecords(from, until, changes);
    }

    /** What falls due next, after all that has been done. */
    public Optional<Due> nextDue() {
        return Stream.of(duesOfPlans(), duesOfHours(), duesOfAccount(), licenses.nextDue(done).stream())
                .flatMap(dues -> dues)
                .filter(due -> due.compareTo(done) > 0)
                .min(Due::compareTo);
    }

    private Stream<Due> duesOfPlans() {
        if (account.state() == AccountState.RELEASED) {
            return Stream.empty();
        }
        // plans that start at an instant come before those that refill at it (rule T5)
        boolean refillsAhead = done.kind().compareTo(DueKind.PLAN_REFILL) < 0;
        Instant refilled = refillsAhead ? done.at().minusNanos(1) : done.at();
        Stream<Due> refills = ledger.periodicPlans().stream()
                .flatMap(plan -> ledger.nextVisibleRefill(plan, refilled, alerts.watch(plan)).stream())
                .map(at -> new Due(at, DueKind.PLAN_REFILL));
        return Stream.concat(Optional.ofNullable(ledger.duesOfPlans().higher(done)).stream(), refills);
    }

    private Stream<Due> duesOfHours() {
        return ledger.oldestOpenHour().stream().map(hour -> new Due(calendar.billedAt(hour), DueKind.HOUR_BILLING));
    }

    private Stream<Due> duesOfAccount() {
        return Stream.of(
                        account.suspensionAt(done.at(), calendar).stream().map(at -> new Due(at, DueKind.SUSPENSION)),
                        account.releaseAt(calendar).stream().map(at -> new Due(at, DueKind.RELEASE)),
                        alerts.dues(account).map(at -> new Due(at, DueKind.REMINDER)),
                        alerts.nextLookAhead(account, switches, done.at()).stream()
                                .map(at -> new Due(at, DueKind.REMINDER)),
                        lookAt.stream().map(at -> new Due(at, DueKind.REMINDER)))
                .flatMap(dues -> dues);
    }

    /** Does what {@link #nextDue} said falls due (rule T5). */
    public void run(Due due) {
        Instant at = due.at();
        // alerts look at what an instant did once all of it is done
        lookAt = Optional.of(at).filter(t -> due.kind() != DueKind.REMINDER && alerts.anySet(account));
        switch (due.kind()) {
            case PLAN_START -> course.start(at);
            case PLAN_REFILL -> course.refill(at);
            case PLAN_EXPIRY -> course.expire(at);
            case HOUR_BILLING ->
                ledger.oldestOpenHour()
                        .filter(hour -> calendar.billedAt(hour).equals(at))
                        .ifPresent(hour -> bill(hour, at));
            case SUSPENSION -> suspend(at);
            case RELEASE -> release(at);
            case LICENSE_EXPIRY -> licenses.expire(at);
            case AUTO_RENEWAL -> licenses.renewDue(at);
            case REMINDER -> {
                licenses.remind(at);
                alerts.remind(account, List.copyOf(ledger.plans()), at);
                alerts.lookAhead(this, at);
            }
        }
        done = due;
    }

    private void suspend(Instant at) {
        account = account.suspended(at);
        changes.tell(
                EventType.ACCOUNT_SUSPENDED,
                at,
                ImmutableMap.of(
                        "balance", account.balance().toString(),
                        "releaseAt", account.releaseAt(calendar).orElseThrow().toString()));
    }

    private void release(Instant at) {
        account = account.released(at);
        changes.tell(
                EventType.ACCOUNT_RELEASED,
                at,
                ImmutableMap.of("balance", account.balance().toString()));
        course.forfeit(at);
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
        changes.tell(
                EventType.BILL_ISSUED,
                at,
                ImmutableMap.of("bill", bill.id(), "hour", hour.toString(), "total", total.toString()));
        apply(account.post(TransactionType.BILL, total.negated(), Optional.of(bill.id()), at));
    }

    private void pay(TransactionType type, Money price, Plan plan, Instant now) {
        apply(account.post(type, price.negated(), Optional.of(plan.id().value()), now));
    }

    private void apply(Account.Change change) {
        account = change.account();
        change.transaction().ifPresent(changes::transaction);
        change.events().forEach(changes::event);
    }

    /** Ends what was asked for at {@code now}: what it crossed takes effect at once (rules A3, A5), then alerts look. */
    private void finish(Instant now) {
        if (account.suspensionAt(now, calendar).filter(at -> !at.isAfter(now)).isPresent()) {
            suspend(now);
        }
        if (account.releaseAt(calendar).filter(at -> !at.isAfter(now)).isPresent()) {
            release(now);
        }
        alerts.warnOfRelease(account, now);
        alerts.look(account, now);
        Due reached = Due.lastAt(now);
        done = reached.compareTo(done) > 0 ? reached : done;
    }

    /** As {@link #finish}, of what changed how long plans last. */
    private void finishPlans(Instant now) {
        finish(now);
        alerts.lookAhead(this, now);
    }

    /** What was changed since this was last asked; the events among it are numbered on from what was kept. */
    public BookChanges drainChanges() {
        Standing now = new Standing(account, alerts.warnings(), nextDue());
        boolean changed = !standing.equals(Optional.of(now));
        BookChanges drained =
                changes.drain(account, now.warnings, now.nextDue, changed, licenses, drainedEvents + 1, chain);
        // what shows nothing may not be kept, and then what was kept last still stands
        standing = drained.isVisible() ? Optional.of(now) : standing;
        drainedEvents += drained.events().size();
        return drained;
    }

    /** The account as the license orders see it. */
    private final class AccountTill implements LicenseBook.Till {

        @Override
        public Account account() {
            return account;
        }

        @Override
        public Money accrued() {
            return AccountBook.this.accrued();
        }

        @Override
        public Transaction charge(TransactionType type, Money price, LicenseOrderId reference, Instant now) {
            Account.Change change = account.post(type, price.negated(), Optional.of(reference.value()), now);
            apply(change);
            return change.transaction().orElseThrow();
        }

        @Override
        public void tell(EventType type, Instant at, Map<String, String> data) {
            changes.tell(type, at, data);
        }

        @Override
        public void finish(Instant now) {
            AccountBook.this.finish(now);
        }
    }
}
