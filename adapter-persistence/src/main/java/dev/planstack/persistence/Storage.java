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
import dev.planstack.persistence.account.AccountStorage;
import dev.planstack.persistence.account.EventTable;
import dev.planstack.persistence.apikey.ApiKeyStorage;
import dev.planstack.persistence.billing.BillingStorage;
import dev.planstack.persistence.license.LicenseStorage;
import dev.planstack.persistence.meter.MeterStorage;
import dev.planstack.persistence.plan.PlanStorage;
import dev.planstack.persistence.runway.RunwayStorage;
import dev.planstack.persistence.shared.Database;
import dev.planstack.persistence.shared.Sessions;
import dev.planstack.persistence.webhook.WebhookStorage;
import java.time.Instant;
import java.util.Optional;

/** All that Planstack stores, in one database: a SQLite file of one process, or PostgreSQL. */
public final class Storage implements AutoCloseable {

    private final Database database;
    private final EventTable events;
    private final BillingStorage billing;

    private Storage(Database database) {
        this.database = database;
        this.events = EventTable.over(database.sessions());
        this.billing = BillingStorage.over(database.sessions(), events);
    }

    /**
     * What a database is set up with; only {@code startAt} may differ when it is opened again.
     *
     * @param calendar the billing calendar
     * @param sandbox whether its clock is set by hand
     * @param startAt the instant at which a new one begins
     */
    public record Settings(BillingCalendar calendar, boolean sandbox, Instant startAt) {}

    /**
     * Opens a database and brings its tables up to date. A file is created if it is not there.
     *
     * @throws dev.planstack.application.shared.StorageRefusedException if it is in use where only one process may use it, was set
     *     up otherwise, was written by a newer version, or cannot be used safely
     */
    public static Storage open(StorageLocation location, Settings settings) {
        Database.Setup setup = new Database.Setup(settings.calendar(), settings.sandbox(), settings.startAt());
        if (location instanceof StorageLocation.OnServer server) {
            return new Storage(Database.open(server.address(), setup));
        }
        return new Storage(
                Database.open(((StorageLocation.InFile) location).path(), setup, BillingStorage.migrations()));
    }

    private Sessions sessions() {
        return database.sessions();
    }

    /** Transactions, one at a time. */
    public Transactions transactions() {
        return database.sessions();
    }

    /** Consistent reads. */
    public Snapshots snapshots() {
        return database.sessions();
    }

    /** The state of the service. */
    public ServiceStates serviceStates() {
        return database.serviceStates();
    }

    /** The books of accounts. */
    public AccountBooks accountBooks() {
        return billing.books();
    }

    /** Usage records. */
    public UsageRecords usageRecords() {
        return billing.records();
    }

    /** What is told of usage. */
    public UsageQueries usageQueries() {
        return billing.queries();
    }

    /** What accounts used in the past. */
    public PastUsages pastUsages() {
        return RunwayStorage.pastUsages(sessions());
    }

    /** Answers by idempotency key. */
    public IdempotencyKeys idempotencyKeys() {
        return AccountStorage.idempotencyKeys(sessions());
    }

    /** Events of the operator's own. */
    public OperatorEvents operatorEvents() {
        return events;
    }

    /** What is told of accounts. */
    public AccountQueries accountQueries() {
        return AccountStorage.queries(sessions());
    }

    /** Meters. */
    public MeterStore meters() {
        return MeterStorage.store(sessions());
    }

    /** Plan offerings. */
    public PlanOfferingStore planOfferings() {
        return PlanStorage.offerings(sessions());
    }

    /** Plans. */
    public PlanStore plans() {
        return PlanStorage.plans(sessions());
    }

    /** License offerings. */
    public LicenseOfferingStore licenseOfferings() {
        return LicenseStorage.offerings(sessions());
    }

    /** Applications. */
    public ApplicationStore applications() {
        return LicenseStorage.applications(sessions());
    }

    /** What is told of license orders. */
    public LicenseOrderQueries licenseOrders() {
        return LicenseStorage.orders(sessions());
    }

    /** The public keys of license documents. */
    public VerifyingKeyStore verifyingKeys() {
        return LicenseStorage.verifyingKeys(sessions());
    }

    /** Webhooks. */
    public WebhookStore webhooks() {
        return WebhookStorage.store(sessions());
    }

    /** API keys. */
    public ApiKeyStore apiKeys() {
        return ApiKeyStorage.store(sessions());
    }

    /** The hash of the operator's key, once one was saved. Asked outside transactions and snapshots. */
    public Optional<String> adminKeyHash() {
        return database.adminKeyHash();
    }

    /** Saves the hash of the operator's key unless there is one, in a transaction of its own, and says which one there is then. */
    public String keepAdminKeyHash(String hash) {
        return database.keepAdminKeyHash(hash);
    }

    /** Saves the hash of the operator's key in place of any before, in a transaction of its own. */
    public void saveAdminKeyHash(String hash) {
        database.saveAdminKeyHash(hash);
    }

    /** Whether other processes may use it at the same time. */
    public boolean isShared() {
        return sessions().dialect().isShared();
    }

    /** Closes the database and lets go of it; no transaction may be open. */
    @Override
    public void close() {
        database.close();
    }
}
