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
}
