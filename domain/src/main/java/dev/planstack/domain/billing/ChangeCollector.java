package dev.planstack.domain.billing;

import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.Transaction;
import dev.planstack.domain.account.Warnings;
import dev.planstack.domain.license.LicenseBook;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.domain.shared.Due;
import dev.planstack.domain.shared.Event;
import dev.planstack.domain.shared.EventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Gathers what an operation changes of an account; of what changes repeatedly it keeps the last. */
final class ChangeCollector {

    private record HourMeter(Instant hour, MeterCode meter) {}

    private final Map<PlanId, Plan> plans = new LinkedHashMap<>();
    private final Map<PlanPeriod, PlanUse> uses = new LinkedHashMap<>();
    private final Map<HourMeter, HourUse> hours = new LinkedHashMap<>();
    private final Map<HourMeter, MonthUse> months = new LinkedHashMap<>();
    private final Map<MeterCode, BillingMode> modes = new LinkedHashMap<>();
    private final Map<MeterCode, Optional<QuotaAlert>> quotaAlerts = new LinkedHashMap<>();
    private final Map<MeterCode, Optional<RunOutAlert>> runOutAlerts = new LinkedHashMap<>();
    private final List<UsageRecord> accepted = new ArrayList<>();
    private final List<UsageRecord> voided = new ArrayList<>();
    private final List<DeductedRecord> settled = new ArrayList<>();
    private final List<Transaction> transactions = new ArrayList<>();
    private final List<Bill> bills = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    void plan(Plan plan) {
        plans.put(plan.id(), plan);
    }

    void use(PlanUse use) {
        uses.put(use.period(), use);
    }

    void hour(HourUse use) {
        hours.put(new HourMeter(use.hour(), use.meter()), use);
    }

    void month(MonthUse use) {
        months.put(new HourMeter(use.month(), use.meter()), use);
    }

    void mode(MeterCode meter, BillingMode mode) {
        modes.put(meter, mode);
    }

    void quotaAlert(QuotaAlert alert) {
        quotaAlerts.put(alert.meter(), Optional.of(alert));
    }

    void dropQuotaAlert(MeterCode meter) {
        quotaAlerts.put(meter, Optional.empty());
    }

    void runOutAlert(RunOutAlert alert) {
        runOutAlerts.put(alert.meter(), Optional.of(alert));
    }

    void dropRunOutAlert(MeterCode meter) {
        runOutAlerts.put(meter, Optional.empty());
    }

    void tell(EventType type, Instant at, Map<String, String> data) {
        events.add(new Event(type, at, data));
    }

    void accepted(UsageRecord record) {
        accepted.add(record);
    }

    void voided(UsageRecord record) {
        voided.add(record);
    }

    void settled(DeductedRecord record) {
        settled.add(record);
    }

    void transaction(Transaction transaction) {
        transactions.add(transaction);
    }

    void bill(Bill bill) {
        bills.add(bill);
    }

    void event(Event event) {
        events.add(event);
    }

    int events() {
        return events.size();
    }

    List<UsageRecord> acceptedRecords() {
        return accepted;
    }

    List<UsageRecord> voidedRecords() {
        return voided;
    }

    /** Everything gathered since this was last asked; what belongs into the chain is added to it. */
    BookChanges drain(
            Account account,
            Warnings warnings,
            Optional<Due> nextDue,
            boolean accountChanged,
            LicenseBook licenses,
            long firstEvent,
            HashChain chain) {
        List<Chained<UsageRecord>> nowAccepted = chained(accepted, chain::accepted);
        List<Chained<UsageRecord>> nowVoided = chained(voided, chain::voided);
        List<Chained<Transaction>> nowPosted = chained(transactions, chain::posted);
        List<QuotaAlert> alerts = new ArrayList<>();
        List<MeterCode> dropped = new ArrayList<>();
        quotaAlerts.forEach((meter, alert) -> alert.ifPresentOrElse(alerts::add, () -> dropped.add(meter)));
        BookChanges drained = new BookChanges(
                account,
                warnings,
                nextDue,
                accountChanged || !events.isEmpty(),
                List.copyOf(plans.values()),
                List.copyOf(uses.values()),
                List.copyOf(hours.values()),
                List.copyOf(months.values()),
                modes,
                alerts,
                dropped,
                runOutAlerts,
                chain.head(),
                nowAccepted,
                nowVoided,
                settled,
                nowPosted,
                bills,
                licenses.drainChanged(),
                licenses.drainRenewed(),
                firstEvent,
                events);
        plans.clear();
        uses.clear();
        hours.clear();
        months.clear();
        modes.clear();
        quotaAlerts.clear();
        runOutAlerts.clear();
        accepted.clear();
        voided.clear();
        settled.clear();
        transactions.clear();
        bills.clear();
        events.clear();
        return drained;
    }

    private static <T> List<Chained<T>> chained(List<T> values, Function<T, Chained<T>> chain) {
        List<Chained<T>> all = new ArrayList<>(values.size());
        values.forEach(value -> all.add(chain.apply(value)));
        return all;
    }
}
