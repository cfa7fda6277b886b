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
import java.util.stream.Stream;

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
            LicenseBook licenses,
            long firstEvent,
            HashChain chain) {
        List<Chained<UsageRecord>> nowAccepted =
                accepted.stream().map(chain::accepted).toList();
        List<Chained<UsageRecord>> nowVoided =
                voided.stream().map(chain::voided).toList();
        List<Chained<Transaction>> nowPosted =
                transactions.stream().map(chain::posted).toList();
        BookChanges drained = new BookChanges(
                account,
                warnings,
                nextDue,
                List.copyOf(plans.values()),
                List.copyOf(uses.values()),
                List.copyOf(hours.values()),
                List.copyOf(months.values()),
                modes,
                quotaAlerts.values().stream().flatMap(Optional::stream).toList(),
                quotaAlerts.entrySet().stream()
                        .filter(e -> e.getValue().isEmpty())
                        .map(Map.Entry::getKey)
                        .toList(),
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
        Stream.of(plans, uses, hours, months, modes, quotaAlerts, runOutAlerts).forEach(Map::clear);
        Stream.of(accepted, voided, settled, transactions, bills, events).forEach(List::clear);
        return drained;
    }
}
