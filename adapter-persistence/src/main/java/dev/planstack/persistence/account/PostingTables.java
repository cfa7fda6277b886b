package dev.planstack.persistence.account;

import dev.planstack.domain.account.Transaction;
import dev.planstack.domain.billing.Bill;
import dev.planstack.domain.billing.Chained;
import dev.planstack.domain.billing.Link;
import dev.planstack.persistence.shared.Columns;
import dev.planstack.persistence.shared.Owned;
import dev.planstack.persistence.shared.Sessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Currency;
import java.util.Optional;

/** The tables of what is only ever added to an account: transactions and bills. */
public final class PostingTables {

    /** Selects rows that {@link #transaction} reads; the table of transactions is {@code t}. */
    public static final String TRANSACTIONS = "SELECT t.*, a.currency FROM txn t JOIN account a ON a.id = t.account";

    private static final String TRANSACTION = "INSERT INTO txn (account, number, type, amount, balance_after, at,"
            + " reference, place, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String BILL = "INSERT INTO bill (account, hour, total, txn, lines) VALUES (?, ?, ?, ?, ?)";

    private PostingTables() {}

    /** Adds transactions. */
    public static void addTransactions(Sessions sessions, Collection<Owned<Chained<Transaction>>> transactions) {
        sessions.batch(TRANSACTION, transactions, (statement, owned) -> {
            Transaction transaction = owned.value().value();
            Link link = owned.value().link();
            statement.setString(1, owned.account().value());
            statement.setLong(2, transaction.number());
            statement.setString(3, transaction.type().code());
            statement.setString(4, transaction.amount().toString());
            statement.setString(5, transaction.balanceAfter().toString());
            statement.setLong(6, Columns.nanos(transaction.at()));
            statement.setString(7, transaction.reference().orElse(null));
            statement.setLong(8, link.place());
            statement.setBytes(9, link.hash().bytes());
        });
    }

    /** The transaction of a row. */
    public static Transaction transaction(ResultSet row) throws SQLException {
        Currency currency = Columns.currency(row, "currency");
        return new Transaction(
                row.getLong("number"),
                AccountColumns.transactionType(row.getString("type")),
                Columns.money(row, "amount", currency),
                Columns.money(row, "balance_after", currency),
                Columns.instant(row, "at"),
                Optional.ofNullable(row.getString("reference")));
    }

    /** Adds bills. */
    public static void addBills(Sessions sessions, Collection<Owned<Bill>> bills) {
        sessions.batch(BILL, bills, (statement, owned) -> {
            Bill bill = owned.value();
            statement.setString(1, owned.account().value());
            statement.setLong(2, Columns.nanos(bill.hour()));
            statement.setString(3, bill.total().toString());
            statement.setLong(4, bill.transaction());
            statement.setString(5, AccountColumns.lines(bill.lines()));
        });
    }
}
