package dev.planstack.web.account;

import dev.planstack.application.account.Access;
import dev.planstack.application.account.AccountQueries;
import dev.planstack.application.account.AccountQueries.EventFilter;
import dev.planstack.application.account.AccountQueries.Span;
import dev.planstack.application.account.AccountQueries.TransactionFilter;
import dev.planstack.application.account.Accounts;
import dev.planstack.application.account.TopUp;
import dev.planstack.application.shared.Commits;
import dev.planstack.application.shared.Committed;
import dev.planstack.application.shared.Page;
import dev.planstack.application.shared.Reads;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.account.AccountState;
import dev.planstack.domain.account.TransactionType;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.EventType;
import dev.planstack.domain.shared.Identifiers;
import dev.planstack.domain.shared.Instants;
import dev.planstack.web.shared.Answer;
import dev.planstack.web.shared.Call;
import dev.planstack.web.shared.Faults;
import dev.planstack.web.shared.Fields;
import dev.planstack.web.shared.Json;
import dev.planstack.web.shared.Needs;
import dev.planstack.web.shared.OneOf;
import dev.planstack.web.shared.Problem;
import dev.planstack.web.shared.Query;
import dev.planstack.web.shared.Routes;
import dev.planstack.web.shared.Value;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** {@code /v1/accounts} and {@code /v1/events}. */
public final class AccountRoutes {

    private static final Set<String> EVENT_QUERY = Set.of("type", "from", "to", "order", "limit", "after", "wait");

    /** Seconds; less than the server lets a connection idle. */
    private static final int MAX_WAIT = 25;

    private static final String ACCOUNT = "/v1/accounts/{account}";

    private final Accounts accounts;
    private final Reads reads;
    private final AccountQueries queries;
    private final Commits commits;

    private AccountRoutes(Accounts accounts, Reads reads, AccountQueries queries, Commits commits) {
        this.accounts = accounts;
        this.reads = reads;
        this.queries = queries;
        this.commits = commits;
    }

    /** Adds the routes. */
    public static void add(Routes routes, Accounts accounts, Reads reads, AccountQueries queries, Commits commits) {
        AccountRoutes self = new AccountRoutes(accounts, reads, queries, commits);
        routes.get(Needs.READ, "/v1/accounts", Set.of("state", "limit", "after"), self::list);
        routes.get(Needs.READ, ACCOUNT, Set.of(), self::find);
        routes.put(Needs.ADMIN, ACCOUNT, self::put);
        routes.post(Needs.ADMIN, ACCOUNT + "/top-ups", Set.of(), self::topUp);
        routes.get(
                Needs.READ,
                ACCOUNT + "/transactions",
                Set.of("type", "from", "to", "limit", "after"),
                self::transactions);
        routes.get(Needs.READ_OR_INGEST, ACCOUNT + "/access", Set.of("meter"), self::access);
        routes.getLater(Needs.READ, ACCOUNT + "/events", EVENT_QUERY, self::eventsOfOne);
        routes.getLater(Needs.READ_ALL, "/v1/events", EVENT_QUERY, self::events);
    }

    private Answer list(Call call) {
        Optional<AccountState> state =
                call.query().get("state", text -> OneOf.parse(text, AccountState.values(), AccountState::code));
        Page.Request page = call.query().page();
        call.query().check();
        return call.page(page, () -> accounts.list(call.caller(), state, page), AccountMapper.INSTANCE::json);
    }

    private Answer find(Call call) {
        AccountId id = account(call);
        return call.found(accounts.find(id), "account", id, AccountMapper.INSTANCE::json);
    }

    private CompletableFuture<Answer> put(Call call) {
        Faults faults = new Faults();
        Optional<AccountId> id = call.creates("account", AccountId::parse, faults);
        var settings = AccountBody.read(call.json(), faults);
        return call.answer(
                accounts.put(id.orElseThrow(), settings),
                put -> Answer.json(put.created() ? 201 : 200, AccountMapper.INSTANCE.json(put.value())));
    }

    private CompletableFuture<Answer> topUp(Call call) {
        AccountId id = account(call);
        Json body = call.json();
        Faults faults = new Faults();
        Optional<Fields> fields = Value.root(body, faults).object();
        Optional<String> amount = fields.flatMap(f -> f.get("amount").decimal(AccountBody::parseAmount));
        Optional<String> reference = fields.flatMap(f -> f.get("reference").textOrNull(Identifiers::parsePrintable));
        fields.ifPresent(Fields::close);
        faults.refuse();
        return call.reply(accounts.topUp(
                id, new TopUp(amount.orElseThrow(), reference), call.idempotency(body, AccountMapper.INSTANCE::json)));
    }

    private Answer transactions(Call call) {
        AccountId id = account(call);
        Optional<TransactionType> type =
                call.query().get("type", text -> OneOf.parse(text, TransactionType.values(), TransactionType::code));
        TransactionFilter filter = new TransactionFilter(type, span(call.query()));
        Page.Request page = call.query().page();
        call.query().check();
        return call.pageOf(
                id,
                page,
                () -> reads.see(moment -> queries.find(id).map(a -> queries.transactions(id, filter, page))),
                AccountMapper.INSTANCE::json);
    }

    private Answer access(Call call) {
        AccountId id = account(call);
        Optional<MeterCode> meter = call.query().require("meter", MeterCode::parse);
        call.query().check();
        Committed<Access.Lookup> found = accounts.access(id, meter.orElseThrow());
        if (!found.value().meterExists()) {
            throw Problem.invalid("/meter", "names a meter that does not exist");
        }
        return call.found(
                new Committed<>(found.commit(), found.value().access()), "account", id, AccountMapper.INSTANCE::json);
    }

    private CompletableFuture<Answer> eventsOfOne(Call call) {
        AccountId id = account(call);
        EventFilter filter = eventFilter(call.query());
        Page.Request page = call.query().page();
        int wait = wait(call.query());
        call.query().check();
        return call.follow(wait, commits::next, () -> {
            var read = Call.paged(
                    page, () -> reads.see(moment -> queries.find(id).map(a -> queries.events(id, filter, page))));
            boolean empty = read.value().map(rows -> rows.data().isEmpty()).orElse(false);
            return new Call.Follow(call.pageOf(id, page, () -> read, AccountMapper.INSTANCE::ofOneAccount), empty);
        });
    }

    private CompletableFuture<Answer> events(Call call) {
        EventFilter filter = eventFilter(call.query());
        Page.Request page = call.query().page();
        int wait = wait(call.query());
        call.query().check();
        return call.follow(wait, commits::next, () -> {
            var read = Call.paged(page, () -> reads.see(moment -> queries.events(filter, page)));
            return new Call.Follow(
                    call.page(page, () -> read, AccountMapper.INSTANCE::json),
                    read.value().data().isEmpty());
        });
    }

    private static int wait(Query query) {
        return query.integer("wait", 0, MAX_WAIT, 0);
    }

    private static EventFilter eventFilter(Query query) {
        return new EventFilter(
                query.get("type", text -> OneOf.parse(text, EventType.values(), EventType::code)),
                span(query),
                query.get("order", text -> OneOf.parse(text, Order.values(), Order::code))
                        .filter(Order.NEWEST::equals)
                        .isPresent());
    }

    private enum Order {
        OLDEST,
        NEWEST;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static Span span(Query query) {
        return new Span(query.get("from", Instants::parse), query.get("to", Instants::parse));
    }

    private static AccountId account(Call call) {
        return call.named("account", AccountId::parse, "account");
    }
}
