package dev.planstack.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planstack.application.account.AccountQueries.EventFilter;
import dev.planstack.application.account.AccountQueries.Span;
import dev.planstack.application.account.AccountQueries.TransactionFilter;
import dev.planstack.application.account.RecordedEvent;
import dev.planstack.application.shared.Page;
import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.account.AccountState;
import dev.planstack.domain.account.Transaction;
import dev.planstack.domain.account.TransactionType;
import dev.planstack.domain.account.Warnings;
import dev.planstack.domain.billing.Bill;
import dev.planstack.domain.billing.BookChanges;
import dev.planstack.domain.billing.Chained;
import dev.planstack.domain.billing.Link;
import dev.planstack.domain.shared.Event;
import dev.planstack.domain.shared.EventType;
import dev.planstack.domain.shared.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@link dev.planstack.application.account.AccountQueries} promises. */
abstract class AccountQueriesContract extends PortContract {

    private static final Span ALWAYS = new Span(Optional.empty(), Optional.empty());
    private static final EventFilter ALL_EVENTS = new EventFilter(Optional.empty(), ALWAYS);
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
    void how_meters_are_billed_is_told() {
        tell();
        assertThat(story.book().modes()).isNotEmpty();
        assertThat(see(() -> ports.accounts().modes(Story.ACME)))
                .isEqualTo(story.book().modes());
        assertThat(see(() -> ports.accounts().modes(Samples.account("Acme")))).isEmpty();
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

    private List<String> listed(Optional<AccountState> state) {
        return paged(page -> ports.accounts().list(state, page)).stream()
                .map(AccountId::value)
                .toList();
    }

    private void keep(
            String id, Optional<Instant> overdueSince, Optional<Instant> suspendedAt, Optional<Instant> releasedAt) {
        Account account = new Account(
                Samples.account(id),
                Samples.fullSettings(),
                Ports.START,
                Money.of("-3.00", "USD"),
                overdueSince,
                suspendedAt,
                releasedAt,
                7,
                3);
        ports.books()
                .save(
                        new BookChanges(
                                account,
                                Warnings.NONE,
                                Optional.empty(),
                                true,
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                Map.of(),
                                List.of(),
                                List.of(),
                                Link.start(account.id()),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                1,
                                List.of()),
                        1);
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
            assertThat(found.get(i).account()).isEqualTo(Story.ACME);
            assertThat(found.get(i).event().data().keySet())
                    .containsExactlyElementsOf(told.get(i).data().keySet());
        }
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
                .extracting(e -> e.account().value() + " " + e.cursor())
                .containsExactly("b 5.0", "a 5.1", "c 5.2", "0 6.0");
        EventFilter none = new EventFilter(Optional.of(EventType.BILL_ISSUED), ALWAYS);
        assertThat(paged(page -> ports.accounts().events(none, page))).isEmpty();
    }

    private static BookChanges opened(String id) {
        Account account = Account.open(Samples.account(id), Samples.fullSettings(), Ports.START);
        return new BookChanges(
                account,
                Warnings.NONE,
                Optional.empty(),
                true,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                Link.start(account.id()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                1,
                List.of(new Event(EventType.ACCOUNT_CREATED, Ports.START, Map.of("name", "x"))));
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
        assertThat(see(() -> ports.accounts().list(Optional.empty(), FIRST)).data())
                .isEmpty();
    }
}
