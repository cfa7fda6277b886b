package dev.planstack.persistence.billing;

import dev.planstack.domain.account.Transaction;
import dev.planstack.domain.billing.Bill;
import dev.planstack.domain.billing.BillingMode;
import dev.planstack.domain.billing.BookChanges;
import dev.planstack.domain.billing.Chained;
import dev.planstack.domain.billing.DeductedRecord;
import dev.planstack.domain.billing.HourUse;
import dev.planstack.domain.billing.MonthUse;
import dev.planstack.domain.billing.PlanPeriod;
import dev.planstack.domain.billing.PlanUse;
import dev.planstack.domain.billing.QuotaAlert;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.billing.RunOutAlert;
import dev.planstack.domain.billing.UsageRecord;
import dev.planstack.domain.license.LicenseBook;
import dev.planstack.domain.license.LicenseOrder;
import dev.planstack.domain.license.LicenseOrderId;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.persistence.account.AccountTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What waits to be written of one account: of what changes repeatedly the last, of what is only added everything. */
final class PendingBook {

    private record AtMeter(Instant start, MeterCode meter) {}

    private final Map<PlanId, Plan> plans = new LinkedHashMap<>();
    private final Map<PlanPeriod, PlanUse> uses = new LinkedHashMap<>();
    private final Map<AtMeter, HourUse> hours = new LinkedHashMap<>();
    private final Map<AtMeter, MonthUse> months = new LinkedHashMap<>();
    private final Map<MeterCode, BillingMode> modes = new LinkedHashMap<>();
    private final Map<MeterCode, Optional<QuotaAlert>> quotaAlerts = new LinkedHashMap<>();
    private final Map<MeterCode, Optional<RunOutAlert>> runOutAlerts = new LinkedHashMap<>();
    private final Map<RecordId, Chained<UsageRecord>> accepted = new LinkedHashMap<>();
    private final Map<RecordId, Chained<UsageRecord>> voided = new LinkedHashMap<>();
    private final Set<Instant> billed = new HashSet<>();
    private final List<DeductedRecord> settled = new ArrayList<>();
    private final List<Chained<Transaction>> transactions = new ArrayList<>();
    private final List<Bill> bills = new ArrayList<>();
    private final Map<LicenseOrderId, LicenseOrder> licenseOrders = new LinkedHashMap<>();
    private final List<LicenseBook.Renewed> licenseRenewals = new ArrayList<>();
    private AccountTable.Kept kept;
    private boolean accountChanged;

    PendingBook(BookChanges first) {
        this.kept = kept(first);
    }

    private static AccountTable.Kept kept(BookChanges changes) {
        return new AccountTable.Kept(
                changes.account(),
                changes.warnings(),
                changes.nextDue(),
                changes.firstEvent() - 1 + changes.events().size(),
                changes.chain());
    }

    /** Adds changes, but for their events, of which each waits by itself. */
    void add(BookChanges changes) {
        kept = kept(changes);
        accountChanged |= changes.accountChanged();
        changes.plans().forEach(p -> plans.put(p.id(), p));
        changes.uses().forEach(u -> uses.put(u.period(), u));
        changes.hours().forEach(h -> hours.put(new AtMeter(h.hour(), h.meter()), h));
        changes.hours().stream().filter(h -> h.amount().isPresent()).forEach(h -> billed.add(h.hour()));
        changes.months().forEach(m -> months.put(new AtMeter(m.month(), m.meter()), m));
        modes.putAll(changes.modes());
        changes.quotaAlerts().forEach(a -> quotaAlerts.put(a.meter(), Optional.of(a)));
        changes.droppedAlerts().forEach(meter -> quotaAlerts.put(meter, Optional.empty()));
        runOutAlerts.putAll(changes.runOutAlerts());
        changes.accepted().forEach(r -> accepted.put(r.value().id(), r));
        changes.voided().forEach(r -> voided.put(r.value().id(), r));
        settled.addAll(changes.settled());
        transactions.addAll(changes.transactions());
        bills.addAll(changes.bills());
        changes.licenseOrders().forEach(order -> licenseOrders.put(order.id(), order));
        licenseRenewals.addAll(changes.licenseRenewals());
    }

    AccountTable.Kept kept() {
        return kept;
    }

    /** Whether more of the account's row changed than the head of its chain. */
    boolean accountChanged() {
        return accountChanged;
    }

    Collection<Plan> plans() {
        return plans.values();
    }

    Collection<PlanUse> uses() {
        return uses.values();
    }

    Collection<HourUse> hours() {
        return hours.values();
    }

    Collection<MonthUse> months() {
        return months.values();
    }

    Map<MeterCode, BillingMode> modes() {
        return modes;
    }

    /** By meter; empty for one that was dropped. */
    Map<MeterCode, Optional<QuotaAlert>> quotaAlerts() {
        return quotaAlerts;
    }

    /** By meter; empty for one that was dropped. */
    Map<MeterCode, Optional<RunOutAlert>> runOutAlerts() {
        return runOutAlerts;
    }

    Map<RecordId, Chained<UsageRecord>> accepted() {
        return accepted;
    }

    Map<RecordId, Chained<UsageRecord>> voided() {
        return voided;
    }

    boolean bills(Instant hour) {
        return billed.contains(hour);
    }

    Collection<DeductedRecord> settled() {
        return settled;
    }

    Collection<Chained<Transaction>> transactions() {
        return transactions;
    }

    Collection<Bill> bills() {
        return bills;
    }

    Collection<LicenseOrder> licenseOrders() {
        return licenseOrders.values();
    }

    Collection<LicenseBook.Renewed> licenseRenewals() {
        return licenseRenewals;
    }
}
