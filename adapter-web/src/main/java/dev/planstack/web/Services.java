package dev.planstack.web;

import dev.planstack.application.account.AccountQueries;
import dev.planstack.application.account.Accounts;
import dev.planstack.application.apikey.ApiKeys;
import dev.planstack.application.apikey.SignIns;
import dev.planstack.application.billing.QuotaAlerts;
import dev.planstack.application.billing.Usage;
import dev.planstack.application.billing.UsageReports;
import dev.planstack.application.license.Applications;
import dev.planstack.application.license.LicenseChecks;
import dev.planstack.application.license.LicenseDocuments;
import dev.planstack.application.license.LicenseOfferings;
import dev.planstack.application.license.LicenseOrders;
import dev.planstack.application.license.SigningKeys;
import dev.planstack.application.meter.MeterCatalog;
import dev.planstack.application.plan.PlanOfferings;
import dev.planstack.application.plan.Plans;
import dev.planstack.application.runway.Advices;
import dev.planstack.application.runway.Forecasts;
import dev.planstack.application.runway.RunOutAlerts;
import dev.planstack.application.runway.Simulations;
import dev.planstack.application.shared.Commits;
import dev.planstack.application.shared.Reads;
import dev.planstack.application.shared.ServiceClock;
import dev.planstack.application.webhook.Webhooks;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.IntPredicate;

/**
 * What the server asks.
 *
 * @param meters the meters
 * @param planOfferings the plans that can be bought
 * @param licenseOfferings the licenses that can be bought
 * @param accounts the accounts
 * @param applications the applications that licenses are for
 * @param licenseOrders the licenses that were bought
 * @param licenseChecks whether applications may use SDKs
 * @param licenseDocuments what applications can show offline
 * @param signingKeys the keys of license documents
 * @param plans what accounts bought
 * @param usage recording and voiding usage
 * @param usageReports what usage did
 * @param quotaAlerts quota alerts
 * @param runOutAlerts alerts that plans run out soon
 * @param forecasts what will come of accounts
 * @param simulations what would come of them
 * @param advices what accounts had better buy
 * @param webhooks endpoints that are told of events
 * @param apiKeys who may ask, and for what
 * @param signIns who signed in to the console
 * @param writable whether there is room in front of the writer for so many records
 * @param commits tells of something new
 * @param clock the clock of a sandbox
 * @param reads consistent reads
 * @param accountQueries lists of what belongs to accounts, asked inside {@code reads}
 * @param metrics what is measured, by the server too
 */
public record Services(
        MeterCatalog meters,
        PlanOfferings planOfferings,
        LicenseOfferings licenseOfferings,
        Accounts accounts,
        Applications applications,
        LicenseOrders licenseOrders,
        LicenseChecks licenseChecks,
        LicenseDocuments licenseDocuments,
        SigningKeys signingKeys,
        Plans plans,
        Usage usage,
        UsageReports usageReports,
        QuotaAlerts quotaAlerts,
        RunOutAlerts runOutAlerts,
        Forecasts forecasts,
        Simulations simulations,
        Advices advices,
        Webhooks webhooks,
        ApiKeys apiKeys,
        SignIns signIns,
        IntPredicate writable,
        Commits commits,
        ServiceClock clock,
        Reads reads,
        AccountQueries accountQueries,
        PrometheusMeterRegistry metrics) {}
