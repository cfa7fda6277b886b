package dev.planstack.persistence.account;

import dev.planstack.persistence.shared.Insert;
import dev.planstack.persistence.shared.RowValues;
import dev.planstack.domain.account.Transaction;
import dev.planstack.domain.billing.Bill;
import dev.planstack.domain.billing.Chained;
import dev.planstack.domain.billing.Link;
import dev.planstack.domain.shared.Event;
import dev.planstack.persistence.shared.Columns;
import dev.planstack.persistence.shared.Cursors;
import dev.planstack.persistence.shared.Json;
import dev.planstack.persistence.shared.Owned;
import dev.planstack.persistence.shared.Sessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Currency;
import java.util.Optional;

/** The tables of what is only ever added to an account: transactions, bills, events. */
public final class PostingTables {

    /** Selects rows that {@link #transaction} reads; the table of transactions is {@code t}. */
    public static final String TRANSACTIONS = "SELECT t.*, a.currency FROM txn t JOIN account a ON a.id = t.account";

    private static final Insert TRANSACTION =
            new Insert("txn (account, number, type, amount, balance_after, at, reference, place, hash)", 9, "");

    private static final Insert BILL = new Insert("bill (account, hour, total, txn, lines)", 5, "");

    private static final Insert EVENT =
            new Insert("event (account, sequence, type, at, data, commit_seq, ordinal)", 7, "");

    /** In place of an account: the operator. No account has an empty id. */
    static final String OPERATOR = "";

    private PostingTables() {}

    /**
     * An event with its numbers.
     *
     * @param sequence its number among those of its owner
     * @param place its place in the feed of all events
     * @param event the event
     */
    public record NumberedEvent(long sequence, Cursors.Place place, Event event) {}

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

    /** Adds events of accounts. */
    public static void addEvents(Sessions sessions, Collection<Owned<NumberedEvent>> events) {
        sessions.change(
                EVENT, events, (owned, values) -> place(owned.account().value(), owned.value(), values));
    }

    /** Adds events of the operator's own. */
    static void addOperatorEvents(Sessions sessions, Collection<NumberedEvent> events) {
        sessions.change(EVENT, events, (event, values) -> place(OPERATOR, event, values));
    }

    private static void place(String owner, NumberedEvent numbered, RowValues values) throws SQLException {
        Event event = numbered.event();
        values.text(owner);
        values.number(numbered.sequence());
        values.text(event.type().code());
        values.number(Columns.nanos(event.at()));
        values.text(Json.write(event.data()));
        values.number(numbered.place().commit());
        values.number(numbered.place().ordinal());
    }
}
