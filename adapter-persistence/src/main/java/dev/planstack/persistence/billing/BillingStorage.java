package dev.planstack.persistence.billing;

import dev.planstack.application.billing.UsageQueries;
import dev.planstack.application.shared.AccountBooks;
import dev.planstack.application.shared.UsageRecords;
import dev.planstack.persistence.account.EventTable;
import dev.planstack.persistence.shared.Kind;
import dev.planstack.persistence.shared.Sessions;
import java.util.List;
import org.flywaydb.core.api.migration.JavaMigration;

/** What is stored of the books of accounts. */
public final class BillingStorage {

    private final AccountBooks books;
    private final UsageRecords records;
    private final UsageQueries queries;

    private BillingStorage(Sessions sessions, EventTable events) {
        PendingBooks pending = new PendingBooks(sessions, events);
        sessions.register(pending);
        this.books = new SqlAccountBooks(sessions, pending);
        this.records = new SqlUsageRecords(sessions, pending);
        this.queries = new SqlUsageQueries(sessions);
    }

    /** Over one database, once: changes wait here for their transaction to end. */
    public static BillingStorage over(Sessions sessions, EventTable events) {
        return new BillingStorage(sessions, events);
    }

    /** What usage took from a plan as lines of an export. */
    public static Kind planUseKind() {
        return BillingKinds.PLAN_USE;
    }

    /** An account's usage and what it has come to as lines of an export. */
    public static List<Kind> kinds() {
        return List.of(
                BillingKinds.USAGE,
                BillingKinds.HOUR_USE,
                BillingKinds.MONTH_USE,
                BillingKinds.MODE,
                BillingKinds.QUOTA_ALERT,
                BillingKinds.RUN_OUT_ALERT);
    }

    /** What brings older tables up to date where statements alone do not. */
    public static List<JavaMigration> migrations() {
        return List.of(new ChainOfEarlierRows());
    }

    /** Keeps books. */
    public AccountBooks books() {
        return books;
    }

    /** Reads usage records. */
    public UsageRecords records() {
        return records;
    }

    /** Tells of usage. */
    public UsageQueries queries() {
        return queries;
    }
}
