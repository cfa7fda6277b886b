package dev.planstack.domain.billing;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableMap;
import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.AccountState;
import dev.planstack.domain.account.LowBalance;
import dev.planstack.domain.account.Warnings;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.EventType;
import dev.planstack.domain.shared.ExpiryReminders;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Quantity;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an account is warned of: its balance (rule A8), its quota (rules Q1–Q3), its release (A5), its plans' expiry (L10). */
final class Alerts {

    private static final int RELEASE_WARNING_DAYS = 1;

    private final BillingCalendar calendar;
    private final UsageLedger ledger;
    private final ChangeCollector changes;
    private final TreeMap<MeterCode, QuotaAlert> quota = new TreeMap<>();
    private final TreeMap<MeterCode, RunOutAlert> runOut = new TreeMap<>();
    private final Foresight foresight;
    private Warnings warnings;

    Alerts(
            BillingCalendar calendar,
            UsageLedger ledger,
            ChangeCollector changes,
            Foresight foresight,
            BookSnapshot snapshot) {
        this.calendar = calendar;
        this.ledger = ledger;
        this.changes = changes;
        this.foresight = foresight;
        this.warnings = snapshot.warnings();
        snapshot.quotaAlerts().forEach(alert -> quota.put(alert.meter(), alert));
        snapshot.runOutAlerts().forEach(alert -> runOut.put(alert.meter(), alert));
    }

    Warnings warnings() {
        return warnings;
    }

    Optional<QuotaAlert> quota(MeterCode meter) {
        return Optional.ofNullable(quota.get(meter));
    }

    List<QuotaAlert> quota() {
        return List.copyOf(quota.values());
    }

    boolean anySet(Account account) {
        return !quota.isEmpty()
                || !runOut.isEmpty()
                || account.settings().lowBalanceAlert().isPresent();
    }

    QuotaAlert setQuota(MeterCode meter, int percent, Instant now) {
        QuotaAlert alert = QuotaAlert.set(meter, percent, ledger.held(meter, now), now);
        quota.put(meter, alert);
        changes.quotaAlert(alert);
        return alert;
    }

    boolean dropQuota(MeterCode meter) {
        if (quota.remove(meter) == null) {
            return false;
        }
        changes.dropQuotaAlert(meter);
        return true;
    }

    List<RunOutAlert> runOut() {
        return List.copyOf(runOut.values());
    }

    Optional<RunOutAlert> runOut(MeterCode meter) {
        return Optional.ofNullable(runOut.get(meter));
    }

    void setRunOut(MeterCode meter, int days) {
        keep(RunOutAlert.set(meter, days));
    }

    boolean dropRunOut(MeterCode meter) {
        if (runOut.remove(meter) == null) {
            return false;
        }
        changes.dropRunOutAlert(meter);
        return true;
    }

    /** Arms the alerts of a plan's meters again, because it was bought or renewed. */
    void rearmRunOut(Plan plan) {
        runOut().stream()
                .filter(alert -> plan.terms().meters().containsKey(alert.meter()))
                .map(RunOutAlert::rearmed)
                .forEach(this::keep);
    }

    private void keep(RunOutAlert alert) {
        runOut.put(alert.meter(), alert);
        changes.runOutAlert(alert);
    }

    /** Looks at how long plans will last, and tells of those that run out soon. */
    void lookAhead(AccountBook book, Instant now) {
        if (book.account().state() == AccountState.RELEASED) {
            return;
        }
        Map<MeterCode, Instant> ends = plansLastUntil(book, runOut(), now);
        for (RunOutAlert before : runOut()) {
            Optional<Instant> end = Optional.ofNullable(ends.get(before.meter()));
            RunOutAlert after = before.seen(end, now);
            if (after.equals(before)) {
                continue;
            }
            keep(after);
            end.ifPresent(at -> changes.tell(
                    EventType.RUNWAY_LOW,
                    now,
                    ImmutableMap.of(
                            "meter", after.meter().value(),
                            "days", Integer.toString(after.days()),
                            "plansLastUntil", at.toString())));
        }
    }

    /** Until when the plans of the alerts' meters are expected to last, where that is near enough for them. */
    Map<MeterCode, Instant> plansLastUntil(AccountBook book, List<RunOutAlert> watching, Instant now) {
        if (watching.isEmpty()) {
            return Map.of();
        }
        Map<MeterCode, Instant> horizons =
                watching.stream().collect(Collectors.toMap(RunOutAlert::meter, alert -> alert.horizon(now)));
        Map<MeterCode, Instant> ends = new HashMap<>(
                foresight.plansLastUntil(book, horizons.keySet(), now, Collections.max(horizons.values())));
        ends.entrySet().removeIf(end -> end.getValue().isAfter(horizons.getOrDefault(end.getKey(), now)));
        return ends;
    }

    /** When there is to be a look ahead just because time passes: at the next midnight, while plans cover a meter that is watched. */
    Optional<Instant> nextLookAhead(Account account, BillingSwitches switches, Instant after) {
        boolean covered = account.state() != AccountState.RELEASED
                && runOut.keySet().stream().anyMatch(meter -> switches.mode(meter) == BillingMode.PLAN);
        return covered ? Optional.of(calendar.dayEnd(calendar.dayOf(after))) : Optional.empty();
    }

    void setLowBalance(Account account, Money accrued) {
        warnings = warnings.with(account.settings()
                .lowBalanceAlert()
                .map(threshold -> LowBalance.set(threshold, account.available(accrued)))
                .orElse(LowBalance.QUIET));
    }

    /** Looks at what is available and what plans hold, and tells what there is to warn of. */
    void look(Account account, Instant now) {
        if (account.state() == AccountState.RELEASED) {
            return;
        }
        account.settings().lowBalanceAlert().ifPresent(threshold -> lookAtBalance(account, threshold, now));
        quota.replaceAll((meter, alert) -> lookAtQuota(alert, now));
    }

    private void lookAtBalance(Account account, Money threshold, Instant now) {
        Money available = account.available(ledger.accrued(account.settings().currency()));
        LowBalance before = warnings.lowBalance();
        LowBalance after = before.seen(threshold, available, account.state() != AccountState.ACTIVE, now);
        warnings = warnings.with(after);
        if (after.fired() > before.fired()) {
            changes.tell(
                    EventType.BALANCE_LOW,
                    now,
                    ImmutableMap.of(
                            "available", available.toString(),
                            "threshold", threshold.toString(),
                            "warning", Integer.toString(after.fired())));
        }
    }

    private QuotaAlert lookAtQuota(QuotaAlert before, Instant now) {
        Quantity held = ledger.held(before.meter(), now);
        QuotaAlert after = before.seen(held, now);
        if (after.equals(before)) {
            return before;
        }
        changes.quotaAlert(after);
        ImmutableMap<String, String> data = ImmutableMap.of(
                "meter", after.meter().value(),
                "percent", Integer.toString(after.percent()),
                "remaining", held.toString(),
                "armedTotal", after.armedTotal().toString());
        if (after.firedAt().isPresent() && before.firedAt().isEmpty()) {
            changes.tell(EventType.QUOTA_LOW, now, data);
        }
        if (after.exhausted() && !before.exhausted()) {
            changes.tell(EventType.QUOTA_EXHAUSTED, now, data);
        }
        return after;
    }

    /** Whether a refill of the plan can arm an alert (rules Q1, Q3). */
    boolean watch(Plan plan) {
        return UsageLedger.countsForAlerts(plan)
                && quota.keySet().stream()
                        .anyMatch(meter -> plan.terms().meters().containsKey(meter));
    }

    /** When there is something to tell of the account just because time passes; reminders of plans are the plans' own. */
    Stream<Instant> dues(Account account) {
        if (account.state() == AccountState.RELEASED) {
            return Stream.empty();
        }
        return Stream.concat(warnings.lowBalance().nextAt().stream(), releaseWarningAt(account).stream());
    }

    private Optional<Instant> releaseWarningAt(Account account) {
        return account.releaseAt(calendar)
                .filter(release -> !warnings.releaseTold().equals(Optional.of(release)))
                .map(release -> Comparators.max(
                        calendar.minusDays(release, RELEASE_WARNING_DAYS),
                        account.suspendedAt().orElseThrow()));
    }

    /** Tells what is due at an instant. */
    void remind(Account account, List<Plan> plans, Instant at) {
        if (account.state() == AccountState.RELEASED) {
            return;
        }
        warnOfRelease(account, at);
        for (Plan plan : plans) {
            plan.reminders(calendar).stream()
                    .filter(reminder -> reminder.at().equals(at))
                    .forEach(reminder -> remind(plan, reminder));
        }
        look(account, at);
    }

    /** Tells of a release that is at most a day ahead, once (rule A5). */
    void warnOfRelease(Account account, Instant now) {
        if (releaseWarningAt(account).filter(due -> !due.isAfter(now)).isPresent()) {
            Instant release = account.releaseAt(calendar).orElseThrow();
            warnings = warnings.told(release);
            changes.tell(
                    EventType.ACCOUNT_RELEASE_WARNING,
                    now,
                    ImmutableMap.of(
                            "releaseAt",
                            release.toString(),
                            "debt",
                            account.debt().toString()));
        }
    }

    private void remind(Plan plan, ExpiryReminders.Reminder reminder) {
        Quantity remaining = ledger.remaining(plan, reminder.at());
        boolean usedUp = plan.terms().period().isEmpty() && remaining.isZero();
        if (plan.refundedAt().isEmpty() && !usedUp) {
            changes.tell(
                    EventType.PLAN_EXPIRING,
                    reminder.at(),
                    ImmutableMap.of(
                            "plan", plan.id().value(),
                            "days", Integer.toString(reminder.days()),
                            "expiresAt", plan.expiresAt().toString(),
                            "remaining", remaining.toString()));
        }
    }
}
