package dev.planstack.persistence;

import dev.planstack.application.account.AccountQueries;
import dev.planstack.application.apikey.ApiKeyStore;
import dev.planstack.application.billing.UsageQueries;
import dev.planstack.application.license.ApplicationStore;
import dev.planstack.application.license.LicenseOfferingStore;
import dev.planstack.application.license.LicenseOrderQueries;
import dev.planstack.application.license.VerifyingKeyStore;
import dev.planstack.application.meter.MeterStore;
import dev.planstack.application.plan.PlanOfferingStore;
import dev.planstack.application.plan.PlanStore;
import dev.planstack.application.shared.AccountBooks;
import dev.planstack.application.shared.IdempotencyKeys;
import dev.planstack.application.shared.OperatorEvents;
import dev.planstack.application.shared.PastUsages;
import dev.planstack.application.shared.ServiceStates;
import dev.planstack.application.shared.Snapshots;
import dev.planstack.application.shared.Transactions;
import dev.planstack.application.shared.UsageRecords;
import dev.planstack.application.webhook.WebhookStore;
import dev.planstack.domain.shared.BillingCalendar;
import java.nio.file.Path;
import java.time.Instant;

/** One storage under test, whatever it stores in. */
record Ports(
        Transactions transactions,
        Snapshots snapshots,
        ServiceStates states,
        AccountBooks books,
        OperatorEvents operatorEvents,
        UsageRecords records,
        IdempotencyKeys keys,
        MeterStore meters,
        PlanOfferingStore planOfferings,
        LicenseOfferingStore licenseOfferings,
        ApplicationStore applications,
        LicenseOrderQueries licenseOrders,
        PlanStore plans,
        AccountQueries accounts,
        UsageQueries usage,
        PastUsages pastUsages,
        WebhookStore webhooks,
        ApiKeyStore apiKeys,
        VerifyingKeyStore verifyingKeys,
        Runnable closing)
        implements AutoCloseable {

    static final Instant START = Instant.parse("2026-01-10T10:30:00Z");

    static Ports sqlite(Path file, BillingCalendar calendar) {
        return at(new StorageLocation.InFile(file), calendar);
    }

    static Ports at(StorageLocation location, BillingCalendar calendar) {
        return of(Storage.open(location, new Storage.Settings(calendar, false, START)));
    }

    static Ports of(Storage s) {
        return new Ports(
                s.transactions(),
                s.snapshots(),
                s.serviceStates(),
                s.accountBooks(),
                s.operatorEvents(),
                s.usageRecords(),
                s.idempotencyKeys(),
                s.meters(),
                s.planOfferings(),
                s.licenseOfferings(),
                s.applications(),
                s.licenseOrders(),
                s.plans(),
                s.accountQueries(),
                s.usageQueries(),
                s.pastUsages(),
                s.webhooks(),
                s.apiKeys(),
                s.verifyingKeys(),
                s::close);
    }

    @Override
    public void close() {
        closing.run();
    }
}
