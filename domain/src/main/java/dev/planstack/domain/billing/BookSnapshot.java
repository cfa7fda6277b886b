package dev.planstack.domain.billing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.Warnings;
import dev.planstack.domain.license.LicenseOrder;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.shared.Due;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of an account so that its book can be opened again.
 *
 * @param account the account
 * @param plans its plans; those whose rest is forfeited may be left out
 * @param uses what was taken from the plans' periods; of periodic plans, periods that ended before the oldest open hour may
 *     be left out
 * @param openHours what was used in hours that are not billed
 * @param months where the tiers stand, for the months of open hours
 * @param warnings what it was warned of
 * @param quotaAlerts its quota alerts
 * @param runOutAlerts its run-out alerts
 * @param modes how each meter is billed that it has plans or usage of
 * @param licenseOrders its license orders
 * @param nextDue its next due work, which may have fallen due since
 * @param events how many events it has
 * @param chain the head of its chain
 */
public record BookSnapshot(
        Account account,
        List<Plan> plans,
        List<PlanUse> uses,
        List<HourUse> openHours,
        List<MonthUse> months,
        Warnings warnings,
        List<QuotaAlert> quotaAlerts,
        List<RunOutAlert> runOutAlerts,
        Map<MeterCode, BillingMode> modes,
        List<LicenseOrder> licenseOrders,
        Optional<Due> nextDue,
        long events,
        Link chain) {

    /** Keeps copies. */
    public BookSnapshot {
        plans = ImmutableList.copyOf(plans);
        uses = ImmutableList.copyOf(uses);
        openHours = ImmutableList.copyOf(openHours);
        months = ImmutableList.copyOf(months);
        quotaAlerts = ImmutableList.copyOf(quotaAlerts);
        runOutAlerts = ImmutableList.copyOf(runOutAlerts);
        modes = ImmutableMap.copyOf(modes);
        licenseOrders = ImmutableList.copyOf(licenseOrders);
    }

    /** A new account without anything. */
    public static BookSnapshot of(Account account) {
        return new BookSnapshot(
                account,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Warnings.NONE,
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                0,
                Link.start(account.id()));
    }

    /** All this with the account as it is after a change. */
    public BookSnapshot with(Account changed) {
        return new BookSnapshot(
                changed,
                plans,
                uses,
                openHours,
                months,
                warnings,
                quotaAlerts,
                runOutAlerts,
                modes,
                licenseOrders,
                nextDue,
                events,
                chain);
    }

    /** All this but the run-out alerts, which a book that is itself lived to look ahead does without. */
    public BookSnapshot withoutRunOutAlerts() {
        return new BookSnapshot(
                account,
                plans,
                uses,
                openHours,
                months,
                warnings,
                quotaAlerts,
                List.of(),
                modes,
                licenseOrders,
                nextDue,
                events,
                chain);
    }
}
