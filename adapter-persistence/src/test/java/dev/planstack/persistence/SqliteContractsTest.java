package dev.planstack.persistence;

import dev.planstack.domain.shared.BillingCalendar;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/** SQLite keeps the contracts of all ports. */
class SqliteContractsTest {

    private static Ports sqlite(Path folder, BillingCalendar calendar) {
        return Ports.sqlite(folder.resolve("planstack.db"), calendar);
    }

    @Nested
    class OfAccountBooks extends AccountBooksContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return sqlite(folder, calendar);
        }
    }

    @Nested
    class OfUsageRecords extends UsageRecordsContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return sqlite(folder, calendar);
        }
    }

    @Nested
    class OfUsageQueries extends UsageQueriesContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return sqlite(folder, calendar);
        }
    }

    @Nested
    class OfPastUsages extends PastUsagesContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return sqlite(folder, calendar);
        }
    }

    @Nested
    class OfAccountQueries extends AccountQueriesContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return sqlite(folder, calendar);
        }
    }

    @Nested
    class OfPlanStore extends PlanStoreContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return sqlite(folder, calendar);
        }
    }

    @Nested
    class OfMeterStore extends MeterStoreContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return sqlite(folder, calendar);
        }
    }

    @Nested
    class OfPlanOfferingStore extends PlanOfferingStoreContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return sqlite(folder, calendar);
        }
    }

    @Nested
    class OfLicenseOfferingStore extends LicenseOfferingStoreContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return sqlite(folder, calendar);
        }
    }

    @Nested
    class OfLicenses extends LicensesContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return sqlite(folder, calendar);
        }
    }

    @Nested
    class OfWebhookStore extends WebhookStoreContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return sqlite(folder, calendar);
        }
    }

    @Nested
    class OfApiKeyStore extends ApiKeyStoreContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return sqlite(folder, calendar);
        }
    }

    @Nested
    class OfVerifyingKeyStore extends VerifyingKeyStoreContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return sqlite(folder, calendar);
        }
    }

    @Nested
    class OfIdempotencyKeys extends IdempotencyKeysContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return sqlite(folder, calendar);
        }
    }

    @Nested
    class OfServiceStates extends ServiceStatesContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return sqlite(folder, calendar);
        }
    }

    @Nested
    class OfTransactions extends TransactionsContract {
        @Override
        Ports open(Path folder, BillingCalendar calendar) {
            return sqlite(folder, calendar);
        }
    }
}
