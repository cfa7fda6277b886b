package dev.planstack.bootstrap.verify;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What usage did to one account (invariants 1, 2, 4 and 5): slices as they come, open hours folded afresh at the end. Records
 * of billed hours are forgotten once their slices were looked at.
 */
final class UsageCheck {

    private static final String ONE = "invariant 1";
    private static final String TWO = "invariant 2";
    private static final String FOUR = "invariant 4";
    private static final String FIVE = "invariant 5";
    private static final String PLACED = "rule U4";

    /** A period of a plan. */
    private record PlanPeriod(String plan, Instant start) {}

    /** A meter in an hour or a month. */
    record MeterAt(Instant start, String meter) {}

    /** What was used in an hour. */
    private static final class Used {

        private BigDecimal quantity = BigDecimal.ZERO;
        private BigDecimal payAsYouGo = BigDecimal.ZERO;
        private boolean open;
    }

    private final String account;
    private final Zone zone;
    private final Instant now;
    private final boolean workPending;
    private final Catalog catalog;
    private final Report report;

    private final Map<String, PlanFacts> plans = new TreeMap<>();
    private final Map<PlanPeriod, Line> toldUses = new HashMap<>();
    private final Map<PlanPeriod, BigDecimal> settled = new HashMap<>();
    private final Map<MeterAt, Used> hours = new HashMap<>();
    private final Set<MeterAt> toldHours = new HashSet<>();
    private final Set<String> ids = new HashSet<>();
    private final List<UsageFacts> open = new ArrayList<>();

    private Optional<UsageFacts> current = Optional.empty();
    private BigDecimal cut = BigDecimal.ZERO;
    private long slices;

    /**
     * @param workPending whether work that fell due at {@code now} may not be done yet
     */
    UsageCheck(String account, Zone zone, Instant now, boolean workPending, Catalog catalog, Report report) {
        this.account = account;
        this.zone = zone;
        this.now = now;
        this.workPending = workPending;
        this.catalog = catalog;
        this.report = report;
    }

    void plan(PlanFacts plan) {
        plans.put(plan.id, plan);
    }

    void planUse(Line line) {
        toldUses.put(new PlanPeriod(line.text("plan"), line.instant("periodStart")), line);
    }

    void usage(UsageFacts usage) {
        endRecord();
        if (!ids.add(usage.id())) {
            report.violation(TWO, account, "usage " + usage.id() + " is there more than once");
        }
        Instant own = zone.hourOf(usage.occurredAt());
        Instant oldest = zone.oldestOpen(usage.receivedAt());
        if (!usage.hour().equals(own.isBefore(oldest) ? oldest : own)) {
            report.violation(
                    PLACED,
                    account,
                    "usage " + usage.id() + " counts in the hour " + usage.hour() + ", in which it does not belong");
        }
        if (usage.quantity().signum() <= 0) {
            report.violation(TWO, account, "usage " + usage.id() + " has the quantity " + usage.quantity());
        }
        current = Optional.of(usage);
        cut = BigDecimal.ZERO;
        slices = 0;
    }

    void slice(Line line) {
        Optional<UsageFacts> usage = current.filter(u -> u.id().equals(line.text("record")));
        if (usage.isEmpty()) {
            report.violation(TWO, account, "a slice belongs to no record: " + line.text("record"));
            return;
        }
        BigDecimal quantity = line.decimal("quantity");
        if (line.number("ordinal") != slices) {
            report.violation(
                    TWO, account, "slice " + slices + " of usage " + usage.get().id() + " is missing");
        }
        slices++;
        cut = cut.add(quantity);
        Optional<String> plan = line.optionalText("plan");
        if (plan.isEmpty()) {
            Used hour = hour(usage.get());
            hour.payAsYouGo = hour.payAsYouGo.add(quantity);
        } else if (plans.containsKey(plan.get())) {
            draw(usage.get(), plans.get(plan.get()), quantity, line);
        } else {
            report.violation(
                    FOUR, account, "usage " + usage.get().id() + " draws on " + plan.get() + ", which is not there");
        }
    }

    private void draw(UsageFacts usage, PlanFacts plan, BigDecimal quantity, Line line) {
        String slice = "a slice of usage " + usage.id() + " draws on " + plan.id;
        if (!plan.covers(usage.meter(), usage.occurredAt())) {
            report.violation(
                    FOUR, account, slice + ", which does not cover " + usage.meter() + " at " + usage.occurredAt());
            return;
        }
        Zone.Span span = plan.quotaAt(usage.occurredAt(), zone);
        if (usage.isLate() && !span.end().isAfter(usage.hour())) {
            report.violation(FOUR, account, slice + ", which came to its end before the hour " + usage.hour());
        }
        BigDecimal units = line.decimal("planUnits");
        PlanPeriod period = new PlanPeriod(plan.id, span.start());
        BigDecimal taken = settled.merge(period, units, BigDecimal::add);
        BigDecimal remaining = line.decimal("remainingAfter");
        if (plan.quota.subtract(taken).compareTo(remaining) != 0) {
            report.violation(
                    ONE,
                    account,
                    slice + ", which should hold " + plain(plan.quota.subtract(taken)) + " after it, not "
                            + plain(remaining));
        }
        boolean drained = remaining.signum() == 0;
        if (!drained && units.compareTo(plan.units(usage.meter(), quantity)) != 0) {
            report.violation(ONE, account, slice + " and takes " + plain(units) + " units for " + plain(quantity));
        }
    }

    private void endRecord() {
        if (current.isEmpty()) {
            return;
        }
        UsageFacts usage = current.get();
        current = Optional.empty();
        if (usage.voided()) {
            if (slices > 0) {
                report.violation(TWO, account, "usage " + usage.id() + " is voided, but has slices");
            }
            return;
        }
        Used hour = hour(usage);
        hour.quantity = hour.quantity.add(usage.quantity());
        Instant billedAt = zone.billedAt(usage.hour());
        boolean pending = workPending && billedAt.equals(now);
        if (billedAt.isAfter(now) || (pending && slices == 0)) {
            hour.open = true;
            open.add(usage);
            if (slices > 0) {
                report.violation(TWO, account, "usage " + usage.id() + " is of an open hour, but has slices");
            }
        } else if (cut.compareTo(usage.quantity()) != 0) {
            report.violation(
                    TWO,
                    account,
                    "the slices of usage " + usage.id() + " add up to " + plain(cut) + ", not "
                            + plain(usage.quantity()));
        }
    }

    private Used hour(UsageFacts usage) {
        return hours.computeIfAbsent(new MeterAt(usage.hour(), usage.meter()), key -> new Used());
    }

    /** All records were told of: open hours are folded, and what plans gave is added up. */
    void endUsage() {
        endRecord();
        open.sort(Comparator.comparing(UsageFacts::hour)
                .thenComparing(UsageFacts::occurredAt)
                .thenComparing(UsageFacts::id, UsageCheck::byCodePoint));
        Map<PlanPeriod, BigDecimal> taken = new HashMap<>(settled);
        Map<PlanPeriod, String> lastDraw = new HashMap<>();
        open.forEach(usage -> fold(usage, taken, lastDraw));
        Set<PlanPeriod> periods = new HashSet<>(toldUses.keySet());
        periods.addAll(taken.keySet());
        periods.forEach(period -> checkUse(
                period,
                settled.getOrDefault(period, BigDecimal.ZERO),
                taken.getOrDefault(period, BigDecimal.ZERO),
                Optional.ofNullable(lastDraw.get(period))));
    }

    /** Rules P3 to P6 and U4, word by word: every plan is looked at for every record. */
    private void fold(UsageFacts usage, Map<PlanPeriod, BigDecimal> taken, Map<PlanPeriod, String> lastDraw) {
        List<PlanFacts> stack = new ArrayList<>();
        for (PlanFacts plan : plans.values()) {
            boolean over = usage.isLate()
                    && !plan.quotaAt(usage.occurredAt(), zone).end().isAfter(usage.hour());
            if (plan.covers(usage.meter(), usage.occurredAt()) && !over) {
                stack.add(plan);
            }
        }
        stack.sort(Comparator.comparing(
                        (PlanFacts p) -> p.quotaAt(usage.occurredAt(), zone).end())
                .thenComparing(p -> p.period.isEmpty())
                .thenComparing(p -> p.effectiveAt)
                .thenComparing(p -> p.purchasedAt)
                .thenComparing(p -> p.id, UsageCheck::byCodePoint));
        BigDecimal rest = usage.quantity();
        for (PlanFacts plan : stack) {
            PlanPeriod period = new PlanPeriod(
                    plan.id, plan.quotaAt(usage.occurredAt(), zone).start());
            BigDecimal remaining = plan.quota.subtract(taken.getOrDefault(period, BigDecimal.ZERO));
            if (rest.signum() == 0 || remaining.signum() == 0) {
                continue;
            }
            BigDecimal units = plan.units(usage.meter(), rest);
            BigDecimal covered = rest;
            if (units.compareTo(remaining) > 0) {
                units = remaining;
                covered =
                        plan.covered(usage.meter(), units, scale(usage.meter())).min(rest);
            }
            taken.merge(period, units, BigDecimal::add);
            lastDraw.put(period, usage.id());
            rest = rest.subtract(covered);
        }
        Used hour = hour(usage);
        hour.payAsYouGo = hour.payAsYouGo.add(rest);
    }

    private int scale(String meter) {
        return catalog.scale(meter)
                .orElseThrow(() -> new UnreadableLineException("there is no meter \"" + meter + "\""));
    }

    private void checkUse(PlanPeriod period, BigDecimal finals, BigDecimal all, Optional<String> last) {
        Optional<PlanFacts> plan = Optional.ofNullable(plans.get(period.plan()));
        Optional<Line> told = Optional.ofNullable(toldUses.get(period));
        String what = period.plan() + " in its period from " + period.start();
        if (plan.isEmpty()) {
            report.violation(ONE, account, what + " was used, but is not there");
            return;
        }
        BigDecimal saidFinal = told.map(line -> line.decimal("settled")).orElse(BigDecimal.ZERO);
        BigDecimal said = told.map(line -> line.decimal("taken")).orElse(BigDecimal.ZERO);
        if (saidFinal.compareTo(finals) != 0) {
            report.violation(
                    ONE, account, what + ": billed hours took " + plain(finals) + ", but it says " + plain(saidFinal));
        }
        if (said.compareTo(plan.get().quota) > 0) {
            report.violation(ONE, account, what + ": " + plain(said) + " was taken of " + plain(plan.get().quota));
        }
        if (plan.get().refundedAt.isPresent() && said.signum() != 0) {
            report.violation(ONE, account, what + ": refunded, but " + plain(said) + " was taken");
        }
        if (said.compareTo(all) != 0) {
            report.violation(FIVE, account, what + ": its records take " + plain(all) + ", but it says " + plain(said));
        }
        last.filter(id -> told.isPresent() && !told.get().optionalText("lastId").equals(Optional.of(id)))
                .ifPresent(id -> report.violation(
                        FIVE,
                        account,
                        what + ": usage " + id + " is the last that draws on it, but it says otherwise"));
    }

    /** What is told of an hour, against its records. */
    void hourUse(Line line) {
        MeterAt key = new MeterAt(line.instant("hour"), line.text("meter"));
        Used used = Optional.ofNullable(hours.get(key)).orElseGet(Used::new);
        String what = "the hour " + key.start() + " of " + key.meter();
        if (used.quantity.compareTo(line.decimal("quantity")) != 0) {
            report.violation(
                    TWO,
                    account,
                    what + ": its records add up to " + plain(used.quantity) + ", but it says "
                            + plain(line.decimal("quantity")));
        }
        if (used.payAsYouGo.compareTo(line.decimal("payAsYouGo")) != 0) {
            report.violation(
                    FIVE,
                    account,
                    what + ": pay-as-you-go is " + plain(used.payAsYouGo) + ", but it says "
                            + plain(line.decimal("payAsYouGo")));
        }
        boolean saysOpen = line.node("amount").isNull();
        Instant billedAt = zone.billedAt(key.start());
        if (saysOpen != billedAt.isAfter(now) && !(workPending && billedAt.equals(now))) {
            report.violation(PLACED, account, what + " is " + (saysOpen ? "open" : "billed") + " at " + now);
        }
        toldHours.add(key);
    }

    void endHours() {
        hours.keySet().stream()
                .filter(key -> !toldHours.contains(key))
                .forEach(key -> report.violation(
                        TWO, account, "the hour " + key.start() + " of " + key.meter() + " is not told of"));
    }

    /** The pay-as-you-go quantities of billed hours, which bills have to charge, by hour and meter. */
    Map<MeterAt, BigDecimal> toBill() {
        Map<MeterAt, BigDecimal> all = new TreeMap<>(
                Comparator.comparing(MeterAt::start).thenComparing(MeterAt::meter, UsageCheck::byCodePoint));
        hours.forEach((key, used) -> {
            if (!used.open && used.payAsYouGo.signum() > 0) {
                all.put(key, used.payAsYouGo);
            }
        });
        return all;
    }

    /** How a meter is billed now (rule B2). */
    String mode(String meter, boolean released) {
        for (PlanFacts plan : plans.values()) {
            if (!released && plan.covers(meter, now)) {
                PlanPeriod period =
                        new PlanPeriod(plan.id, plan.quotaAt(now, zone).start());
                Optional<Line> use = Optional.ofNullable(toldUses.get(period));
                BigDecimal taken = use.map(line -> line.decimal("taken")).orElse(BigDecimal.ZERO);
                if (plan.quota.compareTo(taken) > 0) {
                    return "plan";
                }
            }
        }
        return "pay-as-you-go";
    }

    /** The order of ids (rule T5). */
    static int byCodePoint(String a, String b) {
        int[] left = a.codePoints().toArray();
        int[] right = b.codePoints().toArray();
        return Arrays.compare(left, right);
    }

    static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
