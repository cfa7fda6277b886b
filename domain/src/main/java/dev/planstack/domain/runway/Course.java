package dev.planstack.domain.runway;

import com.google.common.collect.Comparators;
import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.AccountState;
import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.billing.HourUse;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.billing.Slice;
import dev.planstack.domain.billing.UsageAdmission;
import dev.planstack.domain.billing.UsageRecord;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.plan.Coefficient;
import dev.planstack.domain.plan.Period;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.domain.plan.PlanStatus;
import dev.planstack.domain.plan.StackOrder;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Event;
import dev.planstack.domain.shared.EventType;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.domain.shared.Refusal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Lives an account's future: what is supposed happens at its instant, and between two such instants expected usage is used, in
 * steps of an hour at first and of a day later on. A step's usage is one record for each meter, at its beginning; where a plan runs dry
 * or money runs out in a step, the instant is worked out as if the step's usage were spread evenly over it.
 */
final class Course {

    /** How long steps are of an hour where nothing else is said. */
    private static final Duration HOURLY = Duration.ofDays(30);

    private static final Duration DAY = Duration.ofDays(1);

    private static final int EXACT_DECIMALS = 18;

    private final Standing standing;
    private final BillingCalendar calendar;
    private final Supposition supposed;
    private final Band band;
    private final Instant until;
    private final Instant hourlyUntil;
    private final Trial trial;
    private final AccountBook book;
    private final Map<MeterCode, Flow> flows = new TreeMap<>();
    private final Map<PlanId, Quantity> before = new HashMap<>();
    private final Map<Integer, Outcome<Plan>> purchases = new TreeMap<>();
    private final List<Future.RefusedUsage> refused = new ArrayList<>();
    private final List<Future.Switch> switches = new ArrayList<>();
    private final Map<PlanId, Instant> usedUp = new HashMap<>();
    private final Map<PlanId, Quantity> unused = new HashMap<>();
    private final Map<EventType, Instant> first = new HashMap<>();
    private Optional<Instant> balanceLastsUntil = Optional.empty();
    private BigDecimal dearestDay = BigDecimal.ZERO;
    private int told;
    private int expectedRecords;
    private Account start;

    private Course(Standing standing, Supposition supposed, Band band, Instant until, Duration hourly) {
        this.standing = standing;
        this.calendar = standing.calendar();
        this.supposed = supposed;
        this.band = band;
        this.until = until;
        this.hourlyUntil = standing.now().plus(hourly);
        this.trial = new Trial(standing);
        this.book = trial.book();
        this.start = book.account();
        supposed.expected().forEach(expected -> flows.put(expected.meter().code(), new Flow(expected)));
    }

    /** What comes of a supposition. */
    static Future of(Standing standing, Supposition supposed, Band band, Instant until) {
        return of(standing, supposed, band, until, HOURLY);
    }

    /**
     * What comes of a supposition.
     *
     * @param hourly how long steps are of an hour; later on they are of a day, unless a plan is for an hour or money is short
     */
    static Future of(Standing standing, Supposition supposed, Band band, Instant until, Duration hourly) {
        return new Course(standing, supposed, band, until, hourly).live();
    }

    private Future live() {
        // what has fallen due by now happens in any case, and is not part of what is told
        trial.until(standing.now());
        told = trial.events().size();
        int billedBefore = trial.billed().size();
        start = book.account();
        List<Plan> plansBefore = book.allPlans().stream()
                .filter(plan -> plan.refundedAt().isEmpty() && plan.expiresAt().isAfter(standing.now()))
                .toList();
        plansBefore.forEach(plan -> before.put(plan.id(), book.remaining(plan, standing.now())));
        int eventsBefore = told;
        List<Happening> happenings = supposed.happenings();
        int next = 0;
        for (Instant at = standing.now(); ; ) {
            trial.until(at);
            note(at);
            for (; next < happenings.size() && !happenings.get(next).at().isAfter(at); next++) {
                happen(happenings.get(next));
                note(at);
            }
            if (!at.isBefore(until)) {
                break;
            }
            Instant end = next < happenings.size()
                    ? Comparators.min(happenings.get(next).at(), until)
                    : until;
            at = flow(at, end);
        }
        return future(trial.events().subList(eventsBefore, trial.events().size()), billedBefore);
    }

    private void happen(Happening happening) {
        happening
                .purchase()
                .ifPresent(intent -> purchases.put(
                        happening.index(), trial.purchase(intent.offering(), intent.effectiveAt(), intent.at())));
        happening.usage().ifPresent(record -> {
            Optional<Refusal> refusal = refuses(record);
            refusal.ifPresent(why -> refused.add(new Future.RefusedUsage(happening.index(), record, why)));
            if (refusal.isEmpty()) {
                var unusedSlices = trial.use(List.of(record), record.receivedAt());
            }
        });
    }

    private Optional<Refusal> refuses(UsageRecord record) {
        return UsageAdmission.refuses(record, standing.meters().get(record.meter()), book.account());
    }

    /** Lets expected usage flow from an instant, up to {@code end} at the most; answers how far it went. */
    private Instant flow(Instant at, Instant end) {
        if (flows.isEmpty() || book.account().state() == AccountState.RELEASED) {
            return end;
        }
        Instant stop = Comparators.min(end, stepEnd(at));
        Money available = available();
        List<UsageRecord> records = new ArrayList<>();
        Map<RecordId, Flow> flowOf = new HashMap<>();
        for (Flow flow : flows.values()) {
            Quantity quantity = flow.advance(at, stop);
            if (!quantity.isZero()) {
                RecordId id = new RecordId("~expected-" + expectedRecords++);
                UsageRecord record = UsageRecord.received(id, flow.meter(), quantity, at, at, calendar);
                if (refuses(record).isEmpty()) {
                    records.add(record);
                    flowOf.put(id, flow);
                }
            }
        }
        if (!records.isEmpty()) {
            Map<RecordId, List<Slice>> slices = trial.use(records, at);
            Map<Flow, List<Slice>> cut = new HashMap<>();
            flowOf.forEach((id, flow) -> cut.put(flow, slices.getOrDefault(id, List.of())));
            Map<PlanId, Instant> drained = new HashMap<>();
            cut.values().stream()
                    .flatMap(List::stream)
                    .flatMap(slice -> slice.draw().stream())
                    .filter(draw -> draw.remainingAfter().isZero())
                    .forEach(draw -> drained.put(draw.plan(), ranDry(draw.plan(), cut, at, stop)));
            note(at, drained);
            Money left = available();
            Money cost = available.minus(left);
            noteCost(cost, Duration.between(at, stop));
            if (balanceLastsUntil.isEmpty() && left.isNegative()) {
                BigDecimal part =
                        available.amount().divide(available.minus(left).amount(), MathContext.DECIMAL128);
                balanceLastsUntil = Optional.of(partOf(at, stop, part));
            }
        }
        return stop;
    }

    /** When in a step a plan ran dry: when so much was used of all its meters, in plan units, as it and those before it in the stack cover. */
    private Instant ranDry(PlanId drained, Map<Flow, List<Slice>> cut, Instant from, Instant to) {
        Plan plan = book.plan(drained).orElseThrow();
        Comparator<Plan> order = StackOrder.at(from, calendar);
        BigDecimal covered = BigDecimal.ZERO;
        BigDecimal used = BigDecimal.ZERO;
        for (Map.Entry<Flow, List<Slice>> entry : cut.entrySet()) {
            Flow flow = entry.getKey();
            Coefficient coefficient = plan.terms().meters().get(flow.meter());
            if (coefficient == null) {
                continue;
            }
            Quantity upToPlan = entry.getValue().stream()
                    .filter(slice -> slice.draw()
                            .flatMap(draw -> book.plan(draw.plan()))
                            .filter(other -> order.compare(other, plan) <= 0)
                            .isPresent())
                    .map(Slice::quantity)
                    .reduce(Quantity.ZERO, Quantity::plus);
            covered = covered.add(scaled(flow.sinceStart(upToPlan), coefficient));
            used = used.add(scaled(flow.step(), coefficient));
        }
        return used.signum() == 0 ? to : partOf(from, to, covered.divide(used, MathContext.DECIMAL128));
    }

    private static BigDecimal scaled(BigDecimal quantity, Coefficient coefficient) {
        return quantity.multiply(coefficient.numerator()).divide(coefficient.denominator(), MathContext.DECIMAL128);
    }

    private void noteCost(Money cost, Duration step) {
        BigDecimal ofDay = cost.amount()
                .multiply(BigDecimal.valueOf(DAY.toSeconds()))
                .divide(BigDecimal.valueOf(Math.max(step.toSeconds(), 1)), MathContext.DECIMAL128);
        dearestDay = dearestDay.max(ofDay);
    }

    /** Whether money may run out in the next two days, as far as what was used so far tells. */
    private boolean isMoneyShort() {
        return book.account().state() == AccountState.ACTIVE
                && available().amount().compareTo(dearestDay.add(dearestDay)) < 0;
    }

    private Instant stepEnd(Instant at) {
        List<Plan> plans = List.copyOf(book.allPlans());
        boolean hourly = at.isBefore(hourlyUntil)
                || isMoneyShort()
                || plans.stream().anyMatch(plan -> plan.terms().period().equals(Optional.of(Period.HOUR)));
        Instant grid = hourly ? calendar.hourEnd(calendar.hourOf(at)) : calendar.dayEnd(calendar.dayOf(at));
        return plans.stream()
                .flatMap(plan -> Stream.of(plan.effectiveAt(), plan.expiresAt()))
                .filter(border -> border.isAfter(at) && border.isBefore(grid))
                .min(Instant::compareTo)
                .orElse(grid);
    }

    private Money available() {
        return book.account().available(book.accrued());
    }

    private void note(Instant at) {
        note(at, Map.of());
        if (balanceLastsUntil.isEmpty() && available().isNegative()) {
            balanceLastsUntil = Optional.of(at);
        }
    }

    /** Notes what was told since this was last done; {@code drained} says when in the step plans ran dry. */
    private void note(Instant at, Map<PlanId, Instant> drained) {
        Map<MeterCode, Instant> coveredUntil = new HashMap<>();
        for (Event event : trial.events().subList(told, trial.events().size())) {
            switch (event.type()) {
                case PLAN_EXHAUSTED -> {
                    PlanId plan = plan(event);
                    Instant ranDry = drained.getOrDefault(plan, event.at());
                    usedUp.putIfAbsent(plan, ranDry);
                    book.plan(plan).stream()
                            .flatMap(p -> p.terms().meters().keySet().stream())
                            .forEach(meter -> coveredUntil.merge(meter, ranDry, Comparators::max));
                }
                case PLAN_EXPIRED -> unused.put(plan(event), Quantity.of(said(event, "remaining")));
                case BILLING_SWITCHED -> {
                    MeterCode meter = new MeterCode(said(event, "meter"));
                    addSwitch(new Future.Switch(
                            drained.isEmpty() ? event.at() : coveredUntil.getOrDefault(meter, at),
                            meter,
                            said(event, "from"),
                            said(event, "to"),
                            said(event, "reason")));
                }
                default -> first.putIfAbsent(event.type(), event.at());
            }
        }
        told = trial.events().size();
    }

    /** A plan that expected usage drains just when it is refilled, or another begins, covers all: nothing switches then. */
    private void addSwitch(Future.Switch change) {
        Optional<Future.Switch> undone = switches.stream()
                .filter(earlier -> earlier.isUndoneBy(change) && !flows.isEmpty())
                .findFirst();
        if (undone.isPresent()) {
            switches.remove(undone.get());
        } else {
            switches.add(change);
        }
    }

    private static PlanId plan(Event event) {
        return new PlanId(said(event, "plan"));
    }

    private static String said(Event event, String name) {
        return Optional.ofNullable(event.data().get(name)).orElseThrow();
    }

    private Future future(List<Event> events, int billedBefore) {
        Account account = book.account();
        return new Future(
                standing.now(),
                until,
                account,
                book.accrued(),
                book.modes(),
                balanceLastsUntil,
                start.overdueSince().or(() -> first(EventType.ACCOUNT_OVERDUE)),
                start.suspendedAt().or(() -> first(EventType.ACCOUNT_SUSPENDED)),
                start.releasedAt().or(() -> first(EventType.ACCOUNT_RELEASED)),
                List.copyOf(purchases.values()),
                refused,
                planEnds(),
                switches,
                charges(billedBefore),
                events);
    }

    private Optional<Instant> first(EventType type) {
        return Optional.ofNullable(first.get(type));
    }

    private List<Future.PlanEnd> planEnds() {
        return trial.plans().stream()
                .sorted(StackOrder.at(until, calendar))
                .filter(plan -> plan.refundedAt().isEmpty() && plan.expiresAt().isAfter(standing.now()))
                .map(this::planEnd)
                .toList();
    }

    private Future.PlanEnd planEnd(Plan plan) {
        Quantity remaining = book.remaining(plan, until);
        PlanStatus status = plan.status(until, remaining);
        boolean total = plan.terms().period().isEmpty();
        boolean wasUsedUp = before.getOrDefault(plan.id(), plan.terms().quota()).isZero();
        boolean nothingLeft = total && (wasUsedUp || usedUp.containsKey(plan.id()));
        return new Future.PlanEnd(
                plan,
                before.getOrDefault(plan.id(), Quantity.ZERO),
                remaining,
                status,
                Optional.ofNullable(usedUp.get(plan.id())),
                nothingLeft ? Optional.of(Quantity.ZERO) : Optional.ofNullable(unused.get(plan.id())));
    }

    private List<Future.MonthCharge> charges(int billedBefore) {
        Map<String, Future.MonthCharge> byMonth = new TreeMap<>();
        List<HourUse> billed = trial.billed();
        Stream.concat(billed.subList(billedBefore, billed.size()).stream(), book.provisionalHours().stream())
                .filter(use -> !use.quantity().isZero())
                .map(use -> new Future.MonthCharge(
                        calendar.monthOf(use.hour()),
                        use.meter(),
                        use.quantity(),
                        use.payAsYouGo(),
                        use.amount().orElseThrow()))
                .forEach(charge ->
                        byMonth.merge(charge.month() + " " + charge.meter(), charge, Future.MonthCharge::plus));
        return List.copyOf(byMonth.values());
    }

    /** The instant that lies so far between two, to the second. */
    private static Instant partOf(Instant from, Instant to, BigDecimal part) {
        BigDecimal clamped = part.max(BigDecimal.ZERO).min(BigDecimal.ONE);
        long seconds = BigDecimal.valueOf(Duration.between(from, to).toNanos(), 9)
                .multiply(clamped)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        return Comparators.min(from.plusSeconds(seconds), to);
    }

    /** The expected usage of one meter as it flows; records have whole units of the meter's scale, and what is cut off is kept for later. */
    private final class Flow {

        private final ExpectedUsage expected;
        private BigDecimal stepStart = BigDecimal.ZERO;
        private BigDecimal stepEnd = BigDecimal.ZERO;
        private BigDecimal recordedBefore = BigDecimal.ZERO;
        private BigDecimal recorded = BigDecimal.ZERO;

        Flow(ExpectedUsage expected) {
            this.expected = expected;
        }

        MeterCode meter() {
            return expected.meter().code();
        }

        /** What is to be recorded for a step. */
        Quantity advance(Instant from, Instant to) {
            stepStart = stepEnd;
            stepEnd = stepStart.add(expected.between(from, to, band, calendar), MathContext.DECIMAL128);
            recordedBefore = recorded;
            // the digits beyond any scale only come of dividing
            recorded = stepEnd.setScale(EXACT_DECIMALS, RoundingMode.HALF_UP)
                    .setScale(expected.meter().scale(), RoundingMode.FLOOR);
            return new Quantity(recorded.subtract(recordedBefore));
        }

        /** What was expected since the step began until so much of its record is used. */
        BigDecimal sinceStart(Quantity quantity) {
            return recordedBefore.add(quantity.value()).subtract(stepStart);
        }

        /** What is expected in the step. */
        BigDecimal step() {
            return stepEnd.subtract(stepStart);
        }
    }
}
