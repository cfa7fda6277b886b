package dev.planstack.persistence.account;

import dev.planstack.application.account.AccountQueries;
import dev.planstack.application.shared.IdempotencyKeys;
import dev.planstack.persistence.shared.Kind;
import dev.planstack.persistence.shared.Sessions;
import java.util.List;

/** What is stored of accounts. */
public final class AccountStorage {

    private AccountStorage() {}

    /** Accounts as lines of an export, without what later features keep of them. */
    public static Kind kind() {
        return AccountKinds.ACCOUNT;
    }

    /** What is only ever added to an account as lines of an export: transactions, bills, events. */
    public static List<Kind> postingKinds() {
        return List.of(AccountKinds.TRANSACTION, AccountKinds.BILL, AccountKinds.EVENT);
    }

    /** Events of the operator's own as lines of an export. */
    public static Kind operatorEventKind() {
        return AccountKinds.OPERATOR_EVENT;
    }

    /** Answers by idempotency key as lines of an export. */
    public static Kind idempotencyKind() {
        return AccountKinds.IDEMPOTENCY_KEY;
    }

    /** Lists what is stored of accounts. */
    public static AccountQueries queries(Sessions sessions) {
        return new SqlAccountQueries(sessions);
    }

    /** Remembers answers. */
    public static IdempotencyKeys idempotencyKeys(Sessions sessions) {
        return new SqlIdempotencyKeys(sessions);
    }
}
