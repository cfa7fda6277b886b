package dev.planstack.persistence.billing;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.account.Transaction;
import dev.planstack.domain.billing.Chained;
import dev.planstack.domain.billing.HashChain;
import dev.planstack.domain.billing.Link;
import dev.planstack.domain.billing.UsageRecord;
import dev.planstack.persistence.account.PostingTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * Chains the rows of a database that was written before there was a chain. In which order they were committed is not known any
 * more, so an account's usage comes first, in the order received, then what was voided of it, then its transactions.
 */
final class ChainOfEarlierRows implements JavaMigration {

    private static final String ACCOUNTS = "SELECT id FROM account ORDER BY id";

    private static final String RECORDS = "SELECT " + UsageTables.RECORD_COLUMNS + " FROM usage u WHERE u.account = ?"
            + " AND u.voided >= ? ORDER BY u.received_at, u.hour, u.occurred_at, u.id";

    private static final String RECORD = " WHERE account = ? AND id = ?";

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("4.1");
    }

    @Override
    public String getDescription() {
        return "chain of earlier rows";
    }

    @Override
    public Integer getChecksum() {
        return 1;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        List<AccountId> accounts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ACCOUNTS)) {
            while (row.next()) {
                accounts.add(new AccountId(row.getString(1)));
            }
        }
        for (AccountId account : accounts) {
            chain(connection, account);
        }
    }

    private static void chain(Connection connection, AccountId account) throws SQLException {
        HashChain chain = new HashChain(Link.start(account));
        chainRecords(connection, account, 0, "UPDATE usage SET place = ?, hash = ?" + RECORD, chain::accepted);
        chainRecords(connection, account, 1, "UPDATE usage SET void_place = ?, void_hash = ?" + RECORD, chain::voided);
        chainTransactions(connection, account, chain);
        try (PreparedStatement save =
                connection.prepareStatement("UPDATE account SET chain_length = ?, chain_hash = ? WHERE id = ?")) {
            bind(save, chain.head(), account);
            save.executeUpdate();
        }
    }

    private static void chainRecords(
            Connection connection,
            AccountId account,
            int voided,
            String update,
            Function<UsageRecord, Chained<UsageRecord>> next)
            throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(RECORDS);
                PreparedStatement save = connection.prepareStatement(update)) {
            read.setString(1, account.value());
            read.setInt(2, voided);
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    UsageRecord record = UsageTables.record(row);
                    bind(save, next.apply(record).link(), account);
                    save.setString(4, record.id().value());
                    save.executeUpdate();
                }
            }
        }
    }

    private static void chainTransactions(Connection connection, AccountId account, HashChain chain)
            throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(
                        PostingTables.TRANSACTIONS + " WHERE t.account = ? ORDER BY t.number");
                PreparedStatement save = connection.prepareStatement(
                        "UPDATE txn SET place = ?, hash = ? WHERE account = ? AND number = ?")) {
            read.setString(1, account.value());
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    Transaction transaction = PostingTables.transaction(row);
                    bind(save, chain.posted(transaction).link(), account);
                    save.setLong(4, transaction.number());
                    save.executeUpdate();
                }
            }
        }
    }

    private static void bind(PreparedStatement save, Link link, AccountId account) throws SQLException {
        save.setLong(1, link.place());
        save.setBytes(2, link.hash().bytes());
        save.setString(3, account.value());
    }
}
