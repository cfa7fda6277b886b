package dev.planstack.bootstrap.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All checks of one account: each line goes to those that it concerns. */
final class AccountCheck {

    /** What follows the line of an account. */
    static final Set<String> KINDS = Set.of(
            "plan",
            "freeze",
            "plan-use",
            "usage",
            "slice",
            "hour-use",
            "month-use",
            "mode",
            "quota-alert",
            "run-out-alert",
            "application",
            "license-order",
            "renewal",
            "transaction",
            "bill",
            "event");

    private static final String NUMBERS = "numbering";

    private final Line account;
    private final String id;
    private final Zone zone;
    private final Instant now;
    private final long commit;
    private final Report report;
    private final ChainCheck chain;
    private final UsageCheck usage;
    private final MoneyCheck money;
    private final StateCheck states;
    private final LicenseCheck licenses;
    private final Map<String, PlanFacts> plans = new LinkedHashMap<>();
    private final List<Line> modes = new ArrayList<>();
    private boolean usageEnded;
    private long events;
    private long lastCommit;

    AccountCheck(Line account, Zone zone, Instant now, long commit, Catalog catalog, Report report) {
        this.account = account;
        this.id = account.text("id");
        this.zone = zone;
        this.now = now;
        this.commit = commit;
        this.report = report;
        Optional<Instant> due = account.optionalInstant("dueAt");
        boolean workPending = due.equals(Optional.of(now));
        this.chain = new ChainCheck(id, report);
        this.usage = new UsageCheck(id, zone, now, workPending, catalog, report);
        this.money = new MoneyCheck(id, account.text("currency"), zone, catalog, report);
        this.licenses = new LicenseCheck(id, report);
        this.states = new StateCheck(account, zone, now, workPending, report);
        if (due.isPresent() && due.get().isBefore(now)) {
            report.violation("rule T5", id, "what fell due at " + due.get() + " is not done at " + now);
        }
    }

    void line(Line line) {
        if (!line.text("account").equals(id)) {
            throw line.unreadable("account", "is not that of the account before it, " + id);
        }
        switch (line.kind()) {
            case "plan" -> plan(new PlanFacts(line));
            case "freeze" -> planOf(line).freeze(line);
            case "plan-use" -> usage.planUse(line);
            case "usage" -> {
                UsageFacts facts = UsageFacts.of(line);
                chain.usage(line, facts);
                usage.usage(facts);
            }
            case "slice" -> usage.slice(line);
            case "hour-use" -> {
                endUsage();
                usage.hourUse(line);
                money.hourUse(line);
            }
            case "month-use" -> money.monthUse(line);
            case "mode" -> modes.add(line);
            case "transaction" -> {
                chain.transaction(line);
                money.transaction(line);
            }
            case "license-order" -> licenses.order(line);
            case "renewal" -> licenses.renewal(line);
            case "bill" -> money.bill(line);
            case "event" -> event(line);
            default -> {
                // alerts and applications follow from nothing else that is told
            }
        }
    }

    private void plan(PlanFacts plan) {
        String expected = String.format(Locale.ROOT, "plan-%09d", plans.size() + 1);
        if (!plan.id.equals(expected)) {
            report.violation(NUMBERS, id, expected + " is missing: " + plan.id + " comes next");
        }
        plans.put(plan.id, plan);
        usage.plan(plan);
        if (!zone.plus(plan.effectiveAt, plan.term).equals(plan.expiresAt)) {
            report.violation(
                    "rule T3",
                    id,
                    plan.id + " expires at " + plan.expiresAt + ", which is not " + plan.term + " from "
                            + plan.effectiveAt);
        }
    }

    private PlanFacts planOf(Line line) {
        return Optional.ofNullable(plans.get(line.text("plan")))
                .orElseThrow(() -> line.unreadable("plan", "is no plan of the account"));
    }

    private void event(Line line) {
        events++;
        if (line.number("sequence") != events) {
            report.violation(
                    NUMBERS, id, "event " + events + " is missing: " + line.number("sequence") + " comes next");
            events = line.number("sequence");
        }
        long at = line.number("commit");
        if (at < lastCommit || at > commit) {
            report.violation(NUMBERS, id, "event " + events + " is of commit " + at + ", which is not in order");
        }
        lastCommit = at;
        states.event(line);
    }

    private void endUsage() {
        if (!usageEnded) {
            usageEnded = true;
            usage.endUsage();
        }
    }

    /** All of the account was told. */
    void end() {
        endUsage();
        usage.endHours();
        chain.end(account);
        money.end(account, plans.values(), usage.toBill());
        states.end(money.postings());
        licenses.end(money.postings(), plans.keySet());
        count("plans", account.number("plansBought"), plans.size());
        count("events", account.number("events"), events);
        boolean released = account.optionalInstant("releasedAt").isPresent();
        for (Line mode : modes) {
            String expected = usage.mode(mode.text("meter"), released);
            if (!mode.text("mode").equals(expected)
                    && !account.optionalInstant("dueAt").equals(Optional.of(now))) {
                report.violation(
                        "rule B2",
                        id,
                        mode.text("meter") + " should be billed as " + expected + ", not as " + mode.text("mode"));
            }
        }
    }

    private void count(String what, long said, long found) {
        if (said != found) {
            report.violation(NUMBERS, id, "there are " + found + " " + what + ", but it says " + said);
        }
    }
}
