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
import dev.planstack.persistence.shared.Sessions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of accounts with what of their books is one value: the next due work, and how many events there are. */
public final class AccountTable {

    /** What {@link #due} asks. */
    static final String DUE = "SELECT id, due_at, due_kind FROM account WHERE due_at <= :until"
            + " ORDER BY due_at, due_kind, id LIMIT :limit";

    private static final String SAVE = "INSERT INTO account (id, name, currency, credit_limit, protection_amount,"
            + " protection_duration, release_after, hard_stop, low_balance_alert, created_at, balance, overdue_since,"
            + " suspended_at, released_at, transactions, plans_bought, events, due_at, due_kind, release_told,"
            + " low_balance_armed, low_balance_fired, low_balance_next_at, chain_length, chain_hash, configured_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (id) DO UPDATE"
            + " SET name = excluded.name, credit_limit = excluded.credit_limit,"
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

    private static final String SAVE_CHAIN = "UPDATE account SET chain_length = ?, chain_hash = ? WHERE id = ?";

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
        sessions.batch(SAVE, accounts, AccountTable::bind);
    }

    /** Writes the heads of the chains of accounts that are there and of which nothing else changed. */
    public static void saveChains(Sessions sessions, Collection<Kept> accounts) {
        sessions.batch(SAVE_CHAIN, accounts, (statement, kept) -> {
            statement.setLong(1, kept.chain().place());
            statement.setBytes(2, kept.chain().hash().bytes());
            statement.setString(3, kept.account().id().value());
        });
    }

    private static void bind(PreparedStatement statement, Kept kept) throws SQLException {
        AccountRow row = AccountRows.MAPPER.row(kept.account());
        statement.setString(1, row.id());
        statement.setString(2, row.name());
        statement.setString(3, row.currency());
        statement.setString(4, row.creditLimit());
        statement.setString(5, row.protectionAmount());
        statement.setString(6, row.protectionDuration());
        statement.setString(7, row.releaseAfter());
        statement.setString(8, row.hardStop());
        statement.setString(9, row.lowBalanceAlert());
        statement.setLong(10, row.createdAt());
        statement.setString(11, row.balance());
        statement.setObject(12, row.overdueSince(), Types.BIGINT);
        statement.setObject(13, row.suspendedAt(), Types.BIGINT);
        statement.setObject(14, row.releasedAt(), Types.BIGINT);
        statement.setLong(15, row.transactions());
        statement.setLong(16, row.plansBought());
        statement.setLong(17, kept.events());
        statement.setObject(18, Columns.nanos(kept.nextDue().map(Due::at)), Types.BIGINT);
        statement.setObject(
                19, kept.nextDue().map(due -> AccountColumns.number(due.kind())).orElse(null), Types.INTEGER);
        LowBalance alert = kept.warnings().lowBalance();
        statement.setObject(20, Columns.nanos(kept.warnings().releaseTold()), Types.BIGINT);
        statement.setBoolean(21, alert.armed());
        statement.setInt(22, alert.fired());
        statement.setObject(23, Columns.nanos(alert.nextAt()), Types.BIGINT);
        statement.setLong(24, kept.chain().place());
        statement.setBytes(25, kept.chain().hash().bytes());
        statement.setLong(26, row.configuredAt());
    }

    /** The account with what is kept of its book. */
    public static Optional<Kept> find(Handle handle, AccountId account) {
        return handle.createQuery("SELECT * FROM account WHERE id = :id")
                .bind("id", account.value())
                .map((row, c) -> new Kept(account(row), warnings(row), due(row), row.getLong("events"), chain(row)))
                .findOne();
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

    /** The accounts with the earliest due work, in the order in which it falls due, then by id. */
    public static List<Claim> due(Handle handle, Instant until, int limit) {
        return handle.createQuery(DUE)
                .bind("until", Columns.nanos(until))
                .bind("limit", limit)
                .map((row, c) -> new Claim(new AccountId(row.getString("id")), 0, due(row)))
                .list();
    }

    /** When the earliest work falls due. */
    public static Optional<Instant> nextDueAt(Handle handle) {
        return handle.createQuery("SELECT due_at FROM account WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1")
                .map((row, c) -> Columns.instant(row, "due_at"))
                .findOne();
    }
}
