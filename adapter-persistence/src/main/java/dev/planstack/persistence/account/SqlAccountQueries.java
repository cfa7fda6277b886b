package dev.planstack.persistence.account;

import dev.planstack.application.account.Access;
import dev.planstack.application.account.AccountQueries;
import dev.planstack.application.account.RecordedEvent;
import dev.planstack.application.shared.Page;
import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.account.AccountState;
import dev.planstack.domain.account.Transaction;
import dev.planstack.domain.billing.Bill;
import dev.planstack.domain.billing.BillingMode;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.Due;
import dev.planstack.domain.shared.Event;
import dev.planstack.persistence.shared.Columns;
import dev.planstack.persistence.shared.Cursors;
import dev.planstack.persistence.shared.Filter;
import dev.planstack.persistence.shared.Json;
import dev.planstack.persistence.shared.Modes;
import dev.planstack.persistence.shared.Sessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;

/** Lists what is stored of accounts. */
final class SqlAccountQueries implements AccountQueries {

    private static final DateTimeFormatter BILL_ID =
            DateTimeFormatter.ofPattern("'bill-'uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

    private static final String EVENT_COLUMNS =
            "SELECT account, sequence, type, at, data, commit_seq, ordinal FROM event";

    private static final String STATE = Arrays.stream(AccountState.values())
            .map(state -> " WHEN " + condition(state) + " THEN '" + state.name() + "'")
            .collect(Collectors.joining("", "CASE", " END AS state"));

    private static final String COUNT_BY_STATE = "SELECT " + STATE + ", count(*) AS accounts FROM account GROUP BY 1";

    /** One row always, whichever of the three is there. */
    static final String ACCESS = "SELECT m.code IS NOT NULL AS meter_exists, a.hard_stop, " + STATE + ", u.mode"
            + " FROM (SELECT CAST(? AS TEXT) AS account, CAST(? AS TEXT) AS meter) asked"
            + " LEFT JOIN meter m ON m.code = asked.meter"
            + " LEFT JOIN account a ON a.id = asked.account"
            + " LEFT JOIN meter_mode u ON u.account = asked.account AND u.meter = asked.meter";

    private final Sessions sessions;

    SqlAccountQueries(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Optional<Account> find(AccountId account) {
        return sessions.read(handle -> AccountTable.find(handle, account).map(AccountTable.Kept::account));
    }

    @Override
    public Access.Lookup access(AccountId account, MeterCode meter) {
        return sessions.query(
                        ACCESS,
                        statement -> {
                            statement.setString(1, account.value());
                            statement.setString(2, meter.value());
                        },
                        row -> new Access.Lookup(row.getBoolean("meter_exists"), access(row, meter)))
                .get(0);
    }

    private static Optional<Access> access(ResultSet row, MeterCode meter) throws SQLException {
        String hardStop = row.getString("hard_stop");
        if (hardStop == null) {
            return Optional.empty();
        }
        String mode = row.getString("mode");
        return Optional.of(Access.of(
                AccountState.valueOf(row.getString("state")),
                mode == null ? BillingMode.PAY_AS_YOU_GO : Modes.read(mode),
                AccountColumns.hardStop(hardStop).contains(meter)));
    }

    @Override
    public Page<AccountId> list(Optional<AccountId> only, Optional<AccountState> state, Page.Request page) {
        Filter filter =
                new Filter("SELECT id FROM account", "id > ?", page.after().orElse(""));
        only.ifPresent(id -> filter.and("id = ?", id.value()));
        state.ifPresent(s -> filter.and(condition(s)));
        return page(filter, "id", page, (row, c) -> new AccountId(row.getString("id")), AccountId::value);
    }

    @Override
    public Map<AccountState, Long> countByState() {
        Map<AccountState, Long> counts = new EnumMap<>(AccountState.class);
        Arrays.stream(AccountState.values()).forEach(state -> counts.put(state, 0L));
        sessions.read(handle -> handle.createQuery(COUNT_BY_STATE)
                        .map((row, c) ->
                                Map.entry(AccountState.valueOf(row.getString("state")), row.getLong("accounts")))
                        .list())
                .forEach(found -> counts.put(found.getKey(), found.getValue()));
        return counts;
    }

    @Override
    public Optional<Instant> nextDueAt(Optional<AccountId> only) {
        return sessions.read(handle -> only.map(account -> AccountTable.find(handle, account)
                        .flatMap(AccountTable.Kept::nextDue)
                        .map(Due::at))
                .orElseGet(() -> AccountTable.nextDueAt(handle)));
    }

    private static String condition(AccountState state) {
        return switch (state) {
            case RELEASED -> "released_at IS NOT NULL";
            case SUSPENDED -> "released_at IS NULL AND suspended_at IS NOT NULL";
            case OVERDUE -> "released_at IS NULL AND suspended_at IS NULL AND overdue_since IS NOT NULL";
            case ACTIVE -> "released_at IS NULL AND suspended_at IS NULL AND overdue_since IS NULL";
        };
    }

    @Override
    public Page<Transaction> transactions(AccountId account, TransactionFilter asked, Page.Request page) {
        long after = page.after().map(c -> Cursors.number("tx-", c)).orElse(0L);
        Filter filter = new Filter(PostingTables.TRANSACTIONS, "t.account = ?", account.value());
        filter.and("t.number > ?", after);
        filter.span("t.at", asked.span());
        asked.type().ifPresent(type -> filter.and("t.type = ?", type.code()));
        return page(filter, "t.number", page, (row, c) -> PostingTables.transaction(row), Transaction::id);
    }

    @Override
    public Page<Bill> bills(AccountId account, Span span, Page.Request page) {
        Filter filter = new Filter(
                "SELECT b.*, a.currency FROM bill b JOIN account a ON a.id = b.account",
                "b.account = ?",
                account.value());
        page.after().ifPresent(cursor -> filter.and("b.hour > ?", Columns.nanos(billHour(cursor))));
        filter.span("b.hour", span);
        return page(filter, "b.hour", page, (row, c) -> bill(row), Bill::id);
    }

    private static Instant billHour(String cursor) {
        try {
            return LocalDateTime.parse(cursor, BILL_ID).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            IllegalArgumentException unreadable = Cursors.unreadable(cursor);
            unreadable.initCause(e);
            throw unreadable;
        }
    }

    private static Bill bill(ResultSet row) throws SQLException {
        Currency currency = Columns.currency(row, "currency");
        return new Bill(
                Columns.instant(row, "hour"),
                Columns.money(row, "total", currency),
                row.getLong("txn"),
                AccountColumns.lines(row.getString("lines"), currency));
    }

    @Override
    public Page<RecordedEvent> events(AccountId account, EventFilter asked, Page.Request page) {
        Filter filter = new Filter(EVENT_COLUMNS, "account = ?", account.value());
        page.after()
                .map(c -> Cursors.number("", c))
                .ifPresent(after -> filter.and("sequence" + beyond(asked, "?"), after));
        restrict(filter, asked);
        return page(filter, "sequence" + order(asked), page, (row, c) -> event(row), e -> Long.toString(e.sequence()));
    }

    @Override
    public Page<RecordedEvent> events(EventFilter asked, Page.Request page) {
        Cursors.Place start = asked.newestFirst() ? new Cursors.Place(Long.MAX_VALUE, 0) : new Cursors.Place(-1, 0);
        Cursors.Place after = page.after().map(Cursors.Place::parse).orElse(start);
        Filter filter = new Filter(
                EVENT_COLUMNS, "(commit_seq, ordinal)" + beyond(asked, "(?, ?)"), after.commit(), after.ordinal());
        restrict(filter, asked);
        String order = "commit_seq" + order(asked) + ", ordinal" + order(asked);
        return page(filter, order, page, (row, c) -> event(row), RecordedEvent::cursor);
    }

    private static String beyond(EventFilter asked, String cursor) {
        return (asked.newestFirst() ? " < " : " > ") + cursor;
    }

    private static String order(EventFilter asked) {
        return asked.newestFirst() ? " DESC" : "";
    }

    private static void restrict(Filter filter, EventFilter asked) {
        asked.type().ifPresent(type -> filter.and("type = ?", type.code()));
        filter.span("at", asked.span());
    }

    private static RecordedEvent event(ResultSet row) throws SQLException {
        Event event = new Event(
                AccountColumns.eventType(row.getString("type")),
                Columns.instant(row, "at"),
                Json.map(Json.read(row.getString("data")), name -> name, value -> value.asText()));
        return new RecordedEvent(
                Optional.of(row.getString("account"))
                        .filter(owner -> !owner.equals(EventTable.OPERATOR))
                        .map(AccountId::new),
                row.getLong("sequence"),
                new Cursors.Place(row.getLong("commit_seq"), row.getInt("ordinal")).text(),
                event);
    }

    private <T> Page<T> page(
            Filter filter, String order, Page.Request page, RowMapper<T> mapper, Function<T, String> cursor) {
        List<T> rows = sessions.read(handle ->
                filter.query(handle, order, page.limit() + 1).map(mapper).list());
        return Page.of(rows, page, cursor);
    }
}
