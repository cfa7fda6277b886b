package dev.planstack.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.Lists;
import dev.planstack.application.account.Access;
import dev.planstack.application.account.Access.Lookup;
import dev.planstack.application.account.AccountQueries.EventFilter;
import dev.planstack.application.account.AccountQueries.Span;
import dev.planstack.application.account.AccountQueries.TransactionFilter;
import dev.planstack.application.account.RecordedEvent;
import dev.planstack.application.shared.Page;
import dev.planstack.application.shared.Transactions;
import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.account.AccountState;
import dev.planstack.domain.account.Transaction;
import dev.planstack.domain.account.TransactionType;
import dev.planstack.domain.billing.Bill;
import dev.planstack.domain.billing.BillingMode;
import dev.planstack.domain.billing.BookChanges;
import dev.planstack.domain.billing.Chained;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.Event;
import dev.planstack.domain.shared.EventType;
import dev.planstack.domain.shared.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@link dev.planstack.application.account.AccountQueries} promises. */
abstract class AccountQueriesContract extends PortContract {

    private static final Span ALWAYS = new Span(Optional.empty(), Optional.empty());
    private static final EventFilter ALL_EVENTS = new EventFilter(Optional.empty(), ALWAYS);
    private static final EventFilter NEWEST_FIRST = new EventFilter(Optional.empty(), ALWAYS, true);
    private static final TransactionFilter ALL_TRANSACTIONS = new TransactionFilter(Optional.empty(), ALWAYS);
    private static final Page.Request FIRST = new Page.Request(1000, Optional.empty());

    private Story story;

    private void tell() {
        commit(() -> {
            story = new Story(ports, Story.ACME, 0);
            story.tellAll();
        });
    }

    /** All rows, read in pages of two. */
    private <T> List<T> paged(Function<Page.Request, Page<T>> query) {
        List<T> all = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page.Request request = new Page.Request(2, after);
            Page<T> page = see(() -> query.apply(request));
            assertThat(page.data()).hasSizeLessThanOrEqualTo(2);
            all.addAll(page.data());
            after = page.next();
        } while (after.isPresent());
        return all;
    }

    @Test
    void an_account_is_found_as_it_stands() {
        tell();
        assertThat(see(() -> ports.accounts().find(Story.ACME)))
                .contains(story.book().account());
        assertThat(see(() -> ports.accounts().find(Samples.account("Acme")))).isEmpty();
    }

    @Test
    void access_follows_the_mode_of_the_meter() {
        tell();
        commit(this::keepMeters);
        assertThat(story.book().modes()).hasSize(2);
        story.book()
                .modes()
                .forEach((meter, mode) -> assertThat(access(Story.ACME, meter).access())
                        .contains(Access.of(AccountState.ACTIVE, mode, false)));
    }

    @Test
    void access_tells_what_of_account_and_meter_is_there() {
        AccountId account = Samples.account("b");
        commit(() -> {
            keep("b", Optional.empty(), Optional.empty(), Optional.empty());
            keepMeters();
        });
        MeterCode unknown = new MeterCode("no-such");
        assertThat(access(account, Samples.TRANSCODE))
                .isEqualTo(
                        new Lookup(true, Optional.of(Access.of(AccountState.ACTIVE, BillingMode.PAY_AS_YOU_GO, true))));
        assertThat(access(account, unknown))
                .isEqualTo(new Lookup(
                        false, Optional.of(Access.of(AccountState.ACTIVE, BillingMode.PAY_AS_YOU_GO, false))));
        assertThat(access(Samples.account("B"), Samples.TRAFFIC)).isEqualTo(new Lookup(true, Optional.empty()));
        assertThat(access(Samples.account("B"), unknown)).isEqualTo(new Lookup(false, Optional.empty()));
    }

    @Test
    void access_follows_the_state_of_the_account_and_its_hard_stops() {
        Optional<Instant> at = Optional.of(Ports.START);
        commit(() -> {
            keep("active", Optional.empty(), Optional.empty(), Optional.empty());
            keep("overdue", at, Optional.empty(), Optional.empty());
            keep("suspended", at, at, Optional.empty());
            keep("released", at, at, at);
        });
        MeterCode stopped = Samples.fullSettings().hardStop().first();
        for (AccountState state : AccountState.values()) {
            assertThat(access(Samples.account(state.code()), stopped).access())
                    .contains(Access.of(state, BillingMode.PAY_AS_YOU_GO, true));
        }
    }

    @Test
    void access_does_not_wait_for_what_is_being_written() throws Exception {
        AccountId account = Samples.account("a");
        commit(() -> keep("a", Optional.empty(), Optional.empty(), Optional.empty()));
        Optional<Instant> at = Optional.of(Ports.START);
        try (Transactions.Transaction open = ports.transactions().begin()) {
            keep("a", at, at, Optional.empty());
            Access before = CompletableFuture.supplyAsync(() -> access(account, Samples.TRAFFIC))
                    .get(5, TimeUnit.SECONDS)
                    .access()
                    .orElseThrow();
            assertThat(before.state()).isEqualTo(AccountState.ACTIVE);
            open.commit();
        }
        assertThat(access(account, Samples.TRAFFIC).access().orElseThrow().state())
                .isEqualTo(AccountState.SUSPENDED);
    }

    private void keepMeters() {
        ports.meters().save(Samples.METERS.get(Samples.TRAFFIC));
        ports.meters().save(Samples.METERS.get(Samples.TRANSCODE));
    }

    private Lookup access(AccountId account, MeterCode meter) {
        return see(() -> ports.accounts().access(account, meter));
    }

    @Test
    void accounts_are_listed_by_id_and_state() {
        Optional<Instant> at = Optional.of(Ports.START);
        commit(() -> {
            keep("b", Optional.empty(), Optional.empty(), Optional.empty());
            keep("a", Optional.empty(), Optional.empty(), Optional.empty());
            keep("overdue", at, Optional.empty(), Optional.empty());
            keep("suspended", at, at, Optional.empty());
            keep("released", at, at, at);
        });
        assertThat(listed(Optional.empty())).containsExactly("a", "b", "overdue", "released", "suspended");
        assertThat(listed(Optional.of(AccountState.ACTIVE))).containsExactly("a", "b");
        assertThat(listed(Optional.of(AccountState.OVERDUE))).containsExactly("overdue");
        assertThat(listed(Optional.of(AccountState.SUSPENDED))).containsExactly("suspended");
        assertThat(listed(Optional.of(AccountState.RELEASED))).containsExactly("released");
    }

    @Test
    void one_account_is_listed_alone() {
        commit(() ->
                List.of("a", "b", "c").forEach(id -> keep(id, Optional.empty(), Optional.empty(), Optional.empty())));
        AccountId b = Samples.account("b");
        assertThat(listed(b, Optional.empty(), FIRST)).containsExactly(b);
        assertThat(listed(b, Optional.of(AccountState.OVERDUE), FIRST)).isEmpty();
        assertThat(listed(b, Optional.empty(), new Page.Request(9, Optional.of("b"))))
                .isEmpty();
        assertThat(listed(Samples.account("d"), Optional.empty(), FIRST)).isEmpty();
    }

    private List<AccountId> listed(AccountId only, Optional<AccountState> state, Page.Request page) {
        return see(() -> ports.accounts().list(Optional.of(only), state, page)).data();
    }

    private List<String> listed(Optional<AccountState> state) {
        return paged(page -> ports.accounts().list(Optional.empty(), state, page)).stream()
                .map(AccountId::value)
                .toList();
    }

    private void keep(
            String id, Optional<Instant> overdueSince, Optional<Instant> suspendedAt, Optional<Instant> releasedAt) {
        Account account = new Account(
                Samples.account(id),
                Samples.fullSettings(),
                Ports.START,
                Ports.START.plusSeconds(3),
                Money.of("-3.00", "USD"),
                overdueSince,
                suspendedAt,
                releasedAt,
                7,
                3);
        ports.books().save(Samples.changes(account, Optional.empty()), 1);
        assertThat(ports.accounts().find(account.id())).contains(account);
    }

    @Test
    void transactions_come_as_they_were_posted() {
        tell();
        List<Transaction> posted = story.saved().stream()
                .flatMap(c -> c.transactions().stream().map(Chained::value))
                .toList();
        assertThat(posted).hasSizeGreaterThan(2);
        assertThat(paged(page -> ports.accounts().transactions(Story.ACME, ALL_TRANSACTIONS, page)))
                .isEqualTo(posted);
        TransactionFilter bills = new TransactionFilter(Optional.of(TransactionType.BILL), ALWAYS);
        assertThat(paged(page -> ports.accounts().transactions(Story.ACME, bills, page)))
                .containsExactly(posted.get(2));
        TransactionFilter early = new TransactionFilter(
                Optional.empty(),
                new Span(Optional.empty(), Optional.of(posted.get(2).at())));
        assertThat(paged(page -> ports.accounts().transactions(Story.ACME, early, page)))
                .isEqualTo(posted.subList(0, 2));
    }

    @Test
    void bills_come_as_they_were_issued() {
        commit(() -> {
            story = new Story(ports, Story.ACME, 0);
            story.tellAll();
            story.passTo("2026-01-11T00:00:00Z");
        });
        List<Bill> issued =
                story.saved().stream().flatMap(c -> c.bills().stream()).toList();
        assertThat(issued).hasSize(3);
        assertThat(paged(page -> ports.accounts().bills(Story.ACME, ALWAYS, page)))
                .isEqualTo(issued);
        Span second = new Span(
                Optional.of(issued.get(1).hour()), Optional.of(issued.get(2).hour()));
        assertThat(paged(page -> ports.accounts().bills(Story.ACME, second, page)))
                .containsExactly(issued.get(1));
    }

    @Test
    void events_are_numbered_without_gaps_and_keep_their_data_in_order() {
        tell();
        List<Event> told =
                story.saved().stream().flatMap(c -> c.events().stream()).toList();
        List<RecordedEvent> found = paged(page -> ports.accounts().events(Story.ACME, ALL_EVENTS, page));
        assertThat(found).extracting(RecordedEvent::event).isEqualTo(told);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).sequence()).isEqualTo(i + 1);
            assertThat(found.get(i).account()).contains(Story.ACME);
            assertThat(found.get(i).event().data().keySet())
                    .containsExactlyElementsOf(told.get(i).data().keySet());
        }
        assertThat(paged(page -> ports.accounts().events(Story.ACME, NEWEST_FIRST, page)))
                .isEqualTo(Lists.reverse(found));
        EventFilter bills = new EventFilter(Optional.of(EventType.BILL_ISSUED), ALWAYS);
        assertThat(paged(page -> ports.accounts().events(Story.ACME, bills, page)))
                .hasSize(1);
        EventFilter none = new EventFilter(Optional.empty(), new Span(Optional.of(story.now()), Optional.empty()));
        assertThat(paged(page -> ports.accounts().events(Story.ACME, none, page)))
                .isEmpty();
    }

    @Test
    void the_feed_of_all_accounts_follows_the_commits() {
        commit(() -> {
            ports.books().save(opened("b"), 5);
            ports.books().save(opened("a"), 5);
            assertThat(ports.books().nextDueAt()).isEmpty();
            ports.books().save(opened("c"), 5);
            ports.books().save(opened("0"), 6);
        });
        List<RecordedEvent> feed = paged(page -> ports.accounts().events(ALL_EVENTS, page));
        assertThat(feed)
                .extracting(e -> e.account().orElseThrow() + " " + e.cursor())
                .containsExactly("b 5.0", "a 5.1", "c 5.2", "0 6.0");
        assertThat(paged(page -> ports.accounts().events(NEWEST_FIRST, page))).isEqualTo(Lists.reverse(feed));
        EventFilter none = new EventFilter(Optional.of(EventType.BILL_ISSUED), ALWAYS);
        assertThat(paged(page -> ports.accounts().events(none, page))).isEmpty();
    }

    @Test
    void events_of_the_operator_have_numbers_of_their_own_and_come_after_those_of_their_commit() {
        commit(() -> {
            ports.books().save(opened("b"), 5);
            ports.operatorEvents().add(List.of(disabled("v"), disabled("w")), 5);
            ports.books().save(opened("a"), 6);
        });
        commit(() -> {
            ports.operatorEvents().add(List.of(), 7);
            ports.operatorEvents().add(List.of(disabled("x")), 7);
        });
        reopen();
        commit(() -> ports.operatorEvents().add(List.of(disabled("y")), 8));
        List<RecordedEvent> feed = paged(page -> ports.accounts().events(ALL_EVENTS, page));
        assertThat(feed)
                .extracting(e -> e.account().map(AccountId::value).orElse("-") + " " + e.sequence() + " " + e.cursor())
                .containsExactly("b 1 5.0", "- 1 5.1", "- 2 5.2", "a 1 6.0", "- 3 7.0", "- 4 8.0");
        assertThat(feed.get(5).event()).isEqualTo(disabled("y"));
        EventFilter ofType = new EventFilter(Optional.of(EventType.WEBHOOK_DISABLED), ALWAYS);
        assertThat(paged(page -> ports.accounts().events(ofType, page))).hasSize(4);
        assertThat(paged(page -> ports.accounts().events(Samples.account("b"), ALL_EVENTS, page)))
                .hasSize(1);
    }

    @Test
    void events_of_the_operator_that_were_not_committed_leave_no_gap() {
        try (Transactions.Transaction transaction = ports.transactions().begin()) {
            ports.operatorEvents().add(List.of(disabled("v")), 1);
            assertThat(transaction).isNotNull();
        }
        commit(() -> ports.operatorEvents().add(List.of(disabled("w")), 1));
        assertThat(paged(page -> ports.accounts().events(ALL_EVENTS, page)))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.sequence()).isEqualTo(1);
                    assertThat(event.event()).isEqualTo(disabled("w"));
                });
    }

    private static Event disabled(String webhook) {
        return new Event(EventType.WEBHOOK_DISABLED, Ports.START, Map.of("webhook", webhook));
    }

    private static BookChanges opened(String id) {
        Account account = Account.open(Samples.account(id), Samples.fullSettings(), Ports.START);
        return Samples.changes(
                account, Optional.empty(), new Event(EventType.ACCOUNT_CREATED, Ports.START, Map.of("name", "x")));
    }

    @Test
    void a_cursor_that_no_page_ended_with_is_refused() {
        Page.Request wrong = new Page.Request(2, Optional.of("nonsense"));
        assertThatThrownBy(() -> see(() -> ports.accounts().transactions(Story.ACME, ALL_TRANSACTIONS, wrong)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nonsense");
        assertThatThrownBy(() -> see(() -> ports.accounts().bills(Story.ACME, ALWAYS, wrong)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> see(() -> ports.accounts().events(Story.ACME, ALL_EVENTS, wrong)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> see(() -> ports.accounts().events(ALL_EVENTS, wrong)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(see(() -> ports.accounts().list(Optional.empty(), Optional.empty(), FIRST))
                        .data())
                .isEmpty();
    }
}
