package dev.planstack.application.account;

import dev.planstack.application.meter.OpenMeters;
import dev.planstack.application.shared.BookReader;
import dev.planstack.application.shared.Books;
import dev.planstack.application.shared.Caller;
import dev.planstack.application.shared.Committed;
import dev.planstack.application.shared.Idempotency;
import dev.planstack.application.shared.Idempotent;
import dev.planstack.application.shared.Page;
import dev.planstack.application.shared.Put;
import dev.planstack.application.shared.Reads;
import dev.planstack.application.shared.Refusals;
import dev.planstack.application.shared.Reply;
import dev.planstack.application.shared.Turn;
import dev.planstack.application.shared.Writer;
import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.account.AccountSettings;
import dev.planstack.domain.account.AccountState;
import dev.planstack.domain.account.Transaction;
import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.RefusalReason;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Accounts: settings, money, access (rules A1, A2, A4, A7). */
public final class Accounts {

    private final Writer writer;
    private final Reads reads;
    private final Idempotent idempotent;
    private final Books open;
    private final BookReader books;
    private final AccountQueries queries;
    private final OpenMeters meters;

    /** Accounts that {@code writer} keeps. */
    public Accounts(
            Writer writer,
            Reads reads,
            Idempotent idempotent,
            Books open,
            BookReader books,
            AccountQueries queries,
            OpenMeters meters) {
        this.writer = writer;
        this.reads = reads;
        this.idempotent = idempotent;
        this.open = open;
        this.books = books;
        this.queries = queries;
        this.meters = meters;
    }

    /** Creates an account or replaces its settings; refused if its currency would change or a meter is unknown. */
    public CompletableFuture<Committed<Outcome<Put<AccountView>>>> put(AccountId id, AccountSettings settings) {
        return writer.submit(id, turn -> {
            Optional<AccountBook> before = turn.book(id);
            Optional<Refusal> refusal = unknownMeters(settings);
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            Outcome<AccountBook> after = before.map(book -> configured(book, settings, turn))
                    .orElseGet(() -> Outcome.done(created(id, settings, turn)));
            return after.map(book -> {
                turn.change();
                return new Put<>(AccountView.of(book), before.isEmpty());
            });
        });
    }

    private Optional<Refusal> unknownMeters(AccountSettings settings) {
        List<Refusal> unknown = settings.hardStop().stream()
                .filter(code -> meters.find(code).isEmpty())
                .map(code -> Refusal.ofField(
                        RefusalReason.UNKNOWN, "/hardStop", "names a meter that does not exist: " + code))
                .toList();
        return unknown.isEmpty() ? Optional.empty() : Optional.of(Refusal.first(unknown));
    }

    private static Outcome<AccountBook> configured(AccountBook book, AccountSettings settings, Turn turn) {
        return book.configure(settings, turn.now()).map(account -> book);
    }

    private AccountBook created(AccountId id, AccountSettings settings, Turn turn) {
        AccountBook book = open.open(Account.open(id, settings, turn.now()), turn.now());
        turn.add(book);
        return book;
    }

    /** Adds money to the balance; refused if the amount is not one above zero in the account's currency. */
    public CompletableFuture<Committed<Outcome<Reply>>> topUp(
            AccountId id, TopUp topUp, Idempotency<Transaction> idempotency) {
        return writer.submit(
                id,
                idempotent.once(
                        idempotency,
                        turn -> turn.book(id)
                                .map(book -> topUp.amountIn(
                                                book.account().settings().currency())
                                        .then(amount -> book.topUp(amount, topUp.reference(), turn.now())))
                                .orElseGet(() -> Refusals.notFound("account", id))));
    }

    /** The account as it stands. */
    public Committed<Optional<AccountView>> find(AccountId id) {
        return reads.see(moment -> books.read(id, moment).map(AccountView::of));
    }

    /** The accounts that the caller may reach, by id. */
    public Committed<Page<AccountView>> list(Caller caller, Optional<AccountState> state, Page.Request page) {
        return reads.see(moment -> queries.list(caller.account(), state, page)
                .map(id -> books.read(id, moment)
                        .map(AccountView::of)
                        .orElseThrow(() -> new IllegalStateException("no account " + id))));
    }

    /** Whether a meter may be used; asks nothing that is being written. */
    public Committed<Access.Lookup> access(AccountId id, MeterCode meter) {
        return reads.see(moment -> queries.access(id, meter));
    }
}
