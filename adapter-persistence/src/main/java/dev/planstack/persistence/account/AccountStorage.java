package dev.planstack.persistence.account;

import dev.planstack.application.account.AccountQueries;
import dev.planstack.application.shared.IdempotencyKeys;
import dev.planstack.application.shared.OperatorEvents;
import dev.planstack.persistence.shared.Sessions;

/** What is stored of accounts. */
public final class AccountStorage {

    private AccountStorage() {}

    /** Lists what is stored of accounts. */
    public static AccountQueries queries(Sessions sessions) {
        return new SqliteAccountQueries(sessions);
    }

    /** Keeps events of the operator's own. */
    public static OperatorEvents operatorEvents(Sessions sessions) {
        return new SqliteOperatorEvents(sessions);
    }

    /** Remembers answers. */
    public static IdempotencyKeys idempotencyKeys(Sessions sessions) {
        return new SqliteIdempotencyKeys(sessions);
    }
}
