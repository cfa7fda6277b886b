package dev.planstack.persistence.account;

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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Currency;
import java.util.Optional;

/** The tables of what is only ever added to an account: transactions, bills, events. */
public final class PostingTables {

    /** Selects rows that {@link #transaction} reads; the table of transactions is {@code t}. */
    public static final String TRANSACTIONS = "SELECT t.*, a.currency FROM txn t JOIN account a ON a.id = t.account";

    private static final String TRANSACTION = "INSERT INTO txn (account, number, type, amount, balance_after, at,"
            + " reference, place, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String BILL = "INSERT INTO bill (account, hour, total, txn, lines) VALUES (?, ?, ?, ?, ?)";

    private static final String EVENT =
            "INSERT INTO event (account, sequence, type, at, data, commit_seq, ordinal) VALUES (?, ?, ?, ?, ?, ?, ?)";

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

    /** Adds events of accounts. */
    public static void addEvents(Sessions sessions, Collection<Owned<NumberedEvent>> events) {
        sessions.batch(
                EVENT,
                events,
                (statement, owned) -> bind(statement, owned.account().value(), owned.value()));
    }

    /** Adds events of the operator's own. */
    static void addOperatorEvents(Sessions sessions, Collection<NumberedEvent> events) {
        sessions.batch(EVENT, events, (statement, event) -> bind(statement, OPERATOR, event));
    }

    private static void bind(PreparedStatement statement, String owner, NumberedEvent numbered) throws SQLException {
        Event event = numbered.event();
        statement.setString(1, owner);
        statement.setLong(2, numbered.sequence());
        statement.setString(3, event.type().code());
        statement.setLong(4, Columns.nanos(event.at()));
        statement.setString(5, Json.write(event.data()));
        statement.setLong(6, numbered.place().commit());
        statement.setInt(7, numbered.place().ordinal());
    }
}
