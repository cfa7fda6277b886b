package dev.planstack.persistence.account;

import dev.planstack.domain.account.Transaction;
import dev.planstack.domain.billing.Bill;
import dev.planstack.domain.billing.Chained;
import dev.planstack.domain.billing.Link;
import dev.planstack.persistence.shared.Columns;
import dev.planstack.persistence.shared.Insert;
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

    private static final Insert TRANSACTION =
            new Insert("txn (account, number, type, amount, balance_after, at, reference, place, hash)", 9, "");

    private static final Insert BILL = new Insert("bill (account, hour, total, txn, lines)", 5, "");

    private PostingTables() {}

    /** Adds transactions. */
    public static void addTransactions(Sessions sessions, Collection<Owned<Chained<Transaction>>> transactions) {
        sessions.change(TRANSACTION, transactions, (owned, values) -> {
            Transaction transaction = owned.value().value();
            Link link = owned.value().link();
            values.text(owned.account().value());
            values.number(transaction.number());
            values.text(transaction.type().code());
            values.text(transaction.amount().toString());
            values.text(transaction.balanceAfter().toString());
            values.number(Columns.nanos(transaction.at()));
            values.text(transaction.reference().orElse(null));
            values.number(link.place());
            values.bytes(link.hash().bytes());
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
        sessions.change(BILL, bills, (owned, values) -> {
            Bill bill = owned.value();
            values.text(owned.account().value());
            values.number(Columns.nanos(bill.hour()));
            values.text(bill.total().toString());
            values.number(bill.transaction());
            values.text(AccountColumns.lines(bill.lines()));
        });
    }
}
