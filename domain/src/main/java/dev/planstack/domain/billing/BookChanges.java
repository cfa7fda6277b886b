package dev.planstack.domain.billing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.Transaction;
import dev.planstack.domain.account.Warnings;
import dev.planstack.domain.license.LicenseBook;
import dev.planstack.domain.license.LicenseOrder;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.shared.Due;
import dev.planstack.domain.shared.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that one request or one piece of due work changed of an account; it is kept whole or not at all.
 *
 * @param account the account as it is now
 * @param warnings what it was warned of, as it stands now
 * @param nextDue what falls due next
 * @param accountChanged whether the account itself changed, what it was warned of, what falls due next, or that there are events
 * @param plans plans that are new or changed
 * @param uses periods of plans that usage drew on, as they are now
 * @param hours hours whose usage changed or that were billed, as they are now
 * @param months months whose tiers moved, as they are now
 * @param modes meters whose billing mode is new or changed
 * @param quotaAlerts quota alerts that are new or changed
 * @param droppedAlerts meters whose quota alert was dropped
 * @param runOutAlerts run-out alerts that are new or changed, by meter; empty for one that was dropped
 * @param chain the head of the account's chain as it is now
 * @param accepted usage records accepted
 * @param voided usage records voided
 * @param settled records of the billed hour with their slices, now final
 * @param transactions movements of the balance, in order
 * @param bills bills issued
 * @param licenseOrders license orders that are new or changed
 * @param licenseRenewals renewals of license orders, in order
 * @param firstEvent the number of the first event
 * @param events events, in order
 */
public record BookChanges(
        Account account,
        Warnings warnings,
        Optional<Due> nextDue,
        boolean accountChanged,
        List<Plan> plans,
        List<PlanUse> uses,
        List<HourUse> hours,
        List<MonthUse> months,
        Map<MeterCode, BillingMode> modes,
        List<QuotaAlert> quotaAlerts,
        List<MeterCode> droppedAlerts,
        Map<MeterCode, Optional<RunOutAlert>> runOutAlerts,
        Link chain,
        List<Chained<UsageRecord>> accepted,
        List<Chained<UsageRecord>> voided,
        List<DeductedRecord> settled,
        List<Chained<Transaction>> transactions,
        List<Bill> bills,
        List<LicenseOrder> licenseOrders,
        List<LicenseBook.Renewed> licenseRenewals,
        long firstEvent,
        List<Event> events) {

    /** Keeps copies. */
    public BookChanges {
        plans = ImmutableList.copyOf(plans);
        uses = ImmutableList.copyOf(uses);
        hours = ImmutableList.copyOf(hours);
        months = ImmutableList.copyOf(months);
        modes = ImmutableMap.copyOf(modes);
        quotaAlerts = ImmutableList.copyOf(quotaAlerts);
        droppedAlerts = ImmutableList.copyOf(droppedAlerts);
        runOutAlerts = ImmutableMap.copyOf(runOutAlerts);
        accepted = ImmutableList.copyOf(accepted);
        voided = ImmutableList.copyOf(voided);
        settled = ImmutableList.copyOf(settled);
        transactions = ImmutableList.copyOf(transactions);
        bills = ImmutableList.copyOf(bills);
        licenseOrders = ImmutableList.copyOf(licenseOrders);
        licenseRenewals = ImmutableList.copyOf(licenseRenewals);
        events = ImmutableList.copyOf(events);
    }

    /** Whether anything changed that a read could show; a piece of due work may find nothing to do. */
    public boolean isVisible() {
        return !(plans.isEmpty()
                && uses.isEmpty()
                && hours.isEmpty()
                && modes.isEmpty()
                && quotaAlerts.isEmpty()
                && droppedAlerts.isEmpty()
                && runOutAlerts.isEmpty()
                && accepted.isEmpty()
                && voided.isEmpty()
                && transactions.isEmpty()
                && licenseOrders.isEmpty()
                && events.isEmpty());
    }
}
