package dev.planstack.persistence;

import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.persistence.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;

/** PostgreSQL keeps the contracts of all ports. */
class PostgresContractsTest {

    private static final Map<Path, PostgresServer.Database> DATABASES = new ConcurrentHashMap<>();

    /** Each folder stands for a database, so that a test finds it again. */
    private static Ports postgres(Path folder, BillingCalendar calendar) {
        PostgresServer.Database database = DATABASES.computeIfAbsent(folder, unused -> PostgresDatabases.fresh());
        return Ports.at(PostgresDatabases.location(database), calendar);
    }

    @Nested
    class OfAccountBooks extends AccountBooksContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return postgres(folder, calendar);
        }
    }

    @Nested
    class OfUsageRecords extends UsageRecordsContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return postgres(folder, calendar);
        }
    }

    @Nested
    class OfUsageQueries extends UsageQueriesContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return postgres(folder, calendar);
        }
    }

    @Nested
    class OfPastUsages extends PastUsagesContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return postgres(folder, calendar);
        }
    }

    @Nested
    class OfAccountQueries extends AccountQueriesContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return postgres(folder, calendar);
        }
    }

    @Nested
    class OfPlanStore extends PlanStoreContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return postgres(folder, calendar);
        }
    }

    @Nested
    class OfMeterStore extends MeterStoreContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return postgres(folder, calendar);
        }
    }

    @Nested
    class OfPlanOfferingStore extends PlanOfferingStoreContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return postgres(folder, calendar);
        }
    }

    @Nested
    class OfLicenseOfferingStore extends LicenseOfferingStoreContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return postgres(folder, calendar);
        }
    }

    @Nested
    class OfLicenses extends LicensesContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return postgres(folder, calendar);
        }
    }

    @Nested
    class OfWebhookStore extends WebhookStoreContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return postgres(folder, calendar);
        }
    }

    @Nested
    class OfApiKeyStore extends ApiKeyStoreContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return postgres(folder, calendar);
        }
    }

    @Nested
    class OfVerifyingKeyStore extends VerifyingKeyStoreContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return postgres(folder, calendar);
        }
    }

    @Nested
    class OfIdempotencyKeys extends IdempotencyKeysContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return postgres(folder, calendar);
        }
    }

    @Nested
    class OfServiceStates extends ServiceStatesContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return postgres(folder, calendar);
        }
    }

    @Nested
    class OfTransactions extends TransactionsContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return postgres(folder, calendar);
        }
    }
}
