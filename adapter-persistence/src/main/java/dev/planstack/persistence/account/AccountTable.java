package dev.planstack.persistence.account;

import dev.planstack.application.shared.AccountBooks.Claim;
import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.account.AccountSettings;
import dev.planstack.domain.account.LowBalance;
import dev.planstack.domain.account.Protection;
import dev.planstack.domain.account.Warnings;
import dev.planstack.domain.billing.ChainHash;
import dev.planstack.domain.billing.Link;
import dev.planstack.domain.shared.Due;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Term;
import dev.planstack.persistence.shared.Columns;
import dev.planstack.persistence.shared.Insert;
import dev.planstack.persistence.shared.Lookup;
import dev.planstack.persistence.shared.PerDialect;
import dev.planstack.persistence.shared.RowValues;
import dev.planstack.persistence.shared.Sessions;
import dev.planstack.persistence.shared.Update;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The table of accounts with what of their books is one value: the next due work, and how many events there are. */
public final class AccountTable {

    /** What {@link #claimDue} asks. */
    static final PerDialect<String> DUE = PerDialect.of(dialect -> "SELECT id, " + dialect.changedBy()
            + " AS changed_by, due_at, due_kind FROM account WHERE due_at <= ?"
            + " ORDER BY due_at, due_kind, id LIMIT ?" + dialect.claimingFree());

    private static final String CLAIM =
            "SELECT id, changed_by, due_at, due_kind FROM account WHERE id = ANY (?)" + " ORDER BY id FOR UPDATE";

    // a lock on the name, because there is no row to lock
    private static final String CLAIM_NAMES = "SELECT pg_advisory_xact_lock(hashtextextended(listed.id, 0))"
            + " FROM (SELECT id FROM unnest(?) AS given (id) ORDER BY id COLLATE \"C\") listed";

    private static final String COLUMNS = "account (id, name, currency, credit_limit, protection_amount,"
            + " protection_duration, release_after, hard_stop, low_balance_alert, created_at, balance, overdue_since,"
            + " suspended_at, released_at, transactions, plans_bought, events, due_at, due_kind, release_told,"
            + " low_balance_armed, low_balance_fired, low_balance_next_at, chain_length, chain_hash, configured_at)";

    private static final String CHANGED =
            "(id) DO UPDATE SET name = excluded.name, credit_limit = excluded.credit_limit,"
                    + " protection_amount = excluded.protection_amount, protection_duration = excluded.protection_duration,"
                    + " release_after = excluded.release_after, hard_stop = excluded.hard_stop,"
                    + " low_balance_alert = excluded.low_balance_alert, balance = excluded.balance,"
                    + " overdue_since = excluded.overdue_since, suspended_at = excluded.suspended_at,"
                    + " released_at = excluded.released_at, transactions = excluded.transactions,"
                    + " plans_bought = excluded.plans_bought, events = excluded.events, due_at = excluded.due_at,"
                    + " due_kind = excluded.due_kind, release_told = excluded.release_told,"
                    + " low_balance_armed = excluded.low_balance_armed, low_balance_fired = excluded.low_balance_fired,"
                    + " low_balance_next_at = excluded.low_balance_next_at,"
                    + " chain_length = excluded.chain_length, chain_hash = excluded.chain_hash,"
                    + " configured_at = excluded.configured_at";

    private static final PerDialect<Insert> SAVE =
            PerDialect.of(dialect -> new Insert(COLUMNS, 26, CHANGED + dialect.markChange()));

    private static final PerDialect<Update> SAVE_CHAIN = PerDialect.of(dialect ->
            new Update("account", List.of("chain_length", "chain_hash"), dialect.markChange(), List.of("id")));

    private static final String BY_ID = "SELECT * FROM account WHERE id = :id";

    /** As {@link #find}, for many. */
    public static final Lookup<AccountId, Kept> FIND = new Lookup<>(
            BY_ID, List.of("id"), List.of(), (account, values) -> values.text(account.value()), AccountTable::kept);

    private AccountTable() {}

    /**
     * What one row keeps.
     *
     * @param account the account
     * @param warnings what it was warned of
     * @param nextDue what falls due next
     * @param events how many events it has
     * @param chain the head of its chain
     */
    public record Kept(Account account, Warnings warnings, Optional<Due> nextDue, long events, Link chain) {}

    /** Writes accounts that are new or changed. */
    public static void save(Sessions sessions, Collection<Kept> accounts) {
        sessions.change(SAVE, accounts, AccountTable::place);
    }

    /** Writes the heads of the chains of accounts that are there and of which nothing else changed. */
    public static void saveChains(Sessions sessions, Collection<Kept> accounts) {
        sessions.change(SAVE_CHAIN, accounts, (kept, values) -> {
            values.number(kept.chain().place());
            values.bytes(kept.chain().hash().bytes());
            values.text(kept.account().id().value());
        });
    }

    private static void place(Kept kept, RowValues values) throws SQLException {
        AccountRow row = AccountRows.MAPPER.row(kept.account());
        values.text(row.id());
        values.text(row.name());
        values.text(row.currency());
        values.text(row.creditLimit());
        values.text(row.protectionAmount());
        values.text(row.protectionDuration());
        values.text(row.releaseAfter());
        values.text(row.hardStop());
        values.text(row.lowBalanceAlert());
        values.number(row.createdAt());
        values.text(row.balance());
        values.numberOrNull(row.overdueSince());
        values.numberOrNull(row.suspendedAt());
        values.numberOrNull(row.releasedAt());
        values.number(row.transactions());
        values.number(row.plansBought());
        values.number(kept.events());
        values.numberOrNull(Columns.nanos(kept.nextDue().map(Due::at)));
        values.numberOrNull(kept.nextDue()
                .map(due -> (long) AccountColumns.number(due.kind()))
                .orElse(null));
        LowBalance alert = kept.warnings().lowBalance();
        values.numberOrNull(Columns.nanos(kept.warnings().releaseTold()));
        values.flag(alert.armed());
        values.number(alert.fired());
        values.numberOrNull(Columns.nanos(alert.nextAt()));
        values.number(kept.chain().place());
        values.bytes(kept.chain().hash().bytes());
        values.number(row.configuredAt());
    }

    /** The account with what is kept of its book. */
    public static Optional<Kept> find(Handle handle, AccountId account) {
        return handle.createQuery(BY_ID)
                .bind("id", account.value())
                .map((row, c) -> kept(row))
                .findOne();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(account(row), warnings(row), due(row), row.getLong("events"), chain(row));
    }

    private static Account account(ResultSet row) throws SQLException {
        Currency currency = Columns.currency(row, "currency");
        AccountSettings settings = new AccountSettings(
                row.getString("name"),
                currency,
                Columns.money(row, "credit_limit", currency),
                new Protection(
                        optionalMoney(row, "protection_amount", currency),
                        Term.of(row.getString("protection_duration"))),
                Term.of(row.getString("release_after")),
                AccountColumns.hardStop(row.getString("hard_stop")),
                optionalMoney(row, "low_balance_alert", currency));
        return new Account(
                new AccountId(row.getString("id")),
                settings,
                Columns.instant(row, "created_at"),
                Columns.instant(row, "configured_at"),
                Columns.money(row, "balance", currency),
                Columns.optionalInstant(row, "overdue_since"),
                Columns.optionalInstant(row, "suspended_at"),
                Columns.optionalInstant(row, "released_at"),
                row.getLong("transactions"),
                row.getLong("plans_bought"));
    }

    private static Link chain(ResultSet row) throws SQLException {
        return new Link(row.getLong("chain_length"), ChainHash.of(row.getBytes("chain_hash")));
    }

    private static Warnings warnings(ResultSet row) throws SQLException {
        return new Warnings(
                Columns.optionalInstant(row, "release_told"),
                new LowBalance(
                        row.getBoolean("low_balance_armed"),
                        row.getInt("low_balance_fired"),
                        Columns.optionalInstant(row, "low_balance_next_at")));
    }

    private static Optional<Money> optionalMoney(ResultSet row, String column, Currency currency) throws SQLException {
        return Optional.ofNullable(row.getString(column)).map(amount -> Columns.money(amount, currency));
    }

    private static Optional<Due> due(ResultSet row) throws SQLException {
        Optional<Instant> at = Columns.optionalInstant(row, "due_at");
        int kind = row.getInt("due_kind");
        return at.map(instant -> new Due(instant, AccountColumns.dueKind(kind)));
    }

    /** Claims the accounts with the earliest due work, in the order in which it falls due, then by id. */
    public static List<Claim> claimDue(Sessions sessions, Instant until, int limit) {
        return sessions.read(handle -> handle
                .createQuery(DUE.in(sessions.dialect()))
                .bind(0, Columns.nanos(until))
                .bind(1, limit)
                .map((row, c) -> claim(row))
                .stream()
                // a row may have changed between being found and being claimed
                .sorted(Comparator.comparing((Claim claim) -> claim.due().orElseThrow())
                        .thenComparing(Claim::account))
                .toList());
    }

    private static Claim claim(ResultSet row) throws SQLException {
        return new Claim(new AccountId(row.getString("id")), row.getLong("changed_by"), due(row));
    }

    /** Claims accounts, those that exist and the names of the others, and says of those that exist who changed them last. */
    public static List<Claim> claim(Sessions sessions, Collection<AccountId> accounts) {
        if (!sessions.dialect().isShared()) {
            return accounts.stream()
                    .map(account -> new Claim(account, 0, Optional.empty()))
                    .toList();
        }
        List<Claim> claims = new ArrayList<>(claimRows(sessions, accounts));
        Set<AccountId> missing = new HashSet<>(accounts);
        claims.forEach(claim -> missing.remove(claim.account()));
        if (!missing.isEmpty()) {
            List<Integer> unused =
                    sessions.query(CLAIM_NAMES, statement -> bind(sessions, statement, missing), row -> row.getRow());
            // who had a name before may have opened the account
            claims.addAll(claimRows(sessions, missing));
        }
        return claims;
    }

    private static List<Claim> claimRows(Sessions sessions, Collection<AccountId> accounts) {
        return accounts.isEmpty()
                ? List.of()
                : sessions.query(CLAIM, statement -> bind(sessions, statement, accounts), AccountTable::claim);
    }

    private static void bind(Sessions sessions, PreparedStatement statement, Collection<AccountId> accounts)
            throws SQLException {
        sessions.dialect()
                .bindTexts(statement, 1, accounts.stream().map(AccountId::value).toList());
    }

    /** When the earliest work falls due. */
    public static Optional<Instant> nextDueAt(Handle handle) {
        return handle.createQuery("SELECT due_at FROM account WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1")
                .map((row, c) -> Columns.instant(row, "due_at"))
                .findOne();
    }
}
