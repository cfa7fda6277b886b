package dev.planstack.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.planstack.application.shared.AccountBooks.Claim;
import dev.planstack.application.shared.ServiceState;
import dev.planstack.application.shared.Transactions.Transaction;
import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.billing.BookChanges;
import dev.planstack.domain.billing.BookSnapshot;
import dev.planstack.domain.billing.OpenRecords;
import dev.planstack.domain.billing.RunOutAlert;
import dev.planstack.domain.license.LicenseOrder;
import dev.planstack.domain.license.Licensing;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Due;
import dev.planstack.domain.shared.DueKind;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link dev.planstack.application.shared.AccountBooks} promises. */
abstract class AccountBooksContract extends PortContract {

    private static final AccountId ACME = Samples.account("acme");

    @Override
    BillingCalendar calendar() {
        return new BillingCalendar(ZoneId.of("America/St_Johns"), Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void a_book_read_again_goes_on_as_if_it_had_stayed_open(long seed) {
        RandomBook random = new RandomBook(
                ACME, seed, calendar(), (from, until) -> ports.records().open(ACME, from, until));
        long[] commit = {0};
        for (int step = 0; step < 40; step++) {
            int last = step;
            commit(() -> {
                for (int i = 0; i < 4; i++) {
                    random.pass(() -> save(random, commit));
                    random.act();
                    save(random, commit);
                    AccountBook again = readAgain(random);
                    assertBehavesEqual(random, again);
                    if (last % 3 == 0) {
                        random.goOnWith(again);
                    }
                }
            });
            ServiceState seen = ports.snapshots().see(state -> {
                assertBehavesEqual(random, readAgain(random));
                assertBehavesEqual(random, readWhole(random));
                return state;
            });
            assertThat(seen.calendar()).isEqualTo(calendar());
        }
    }

    private void save(RandomBook random, long[] commit) {
        BookChanges changes = random.book().drainChanges();
        ports.books().save(changes, ++commit[0]);
        BookSnapshot saved = ports.books().loadWhole(ACME).orElseThrow();
        assertThat(saved.uses()).containsAll(changes.uses());
        assertThat(saved.chain()).isEqualTo(changes.chain());
        changes.settled().stream()
                .map(d -> d.record().hour())
                .distinct()
                .forEach(hour -> assertThat(ports.records().settled(ACME, hour)).isEqualTo(changes.settled()));
    }

    private AccountBook readAgain(RandomBook random) {
        Instant openSince = calendar().oldestOpenHour(random.now().minusNanos(1));
        return opened(random, ports.books().load(ACME, openSince).orElseThrow());
    }

    private AccountBook readWhole(RandomBook random) {
        return opened(random, ports.books().loadWhole(ACME).orElseThrow());
    }

    private AccountBook opened(RandomBook random, BookSnapshot snapshot) {
        return new AccountBook(calendar(), Samples.METERS, Licensing.NONE, random.records(), snapshot, random.now());
    }

    private void assertBehavesEqual(RandomBook random, AccountBook again) {
        AccountBook kept = random.book();
        Instant now = random.now();
        assertThat(again.account()).isEqualTo(kept.account());
        assertThat(again.nextDue()).isEqualTo(kept.nextDue());
        assertThat(again.modes()).isEqualTo(kept.modes());
        assertThat(again.runOutAlert(Samples.TRAFFIC)).isEqualTo(kept.runOutAlert(Samples.TRAFFIC));
        assertThat(again.accrued()).isEqualTo(kept.accrued());
        assertThat(again.provisionalHours()).isEqualTo(kept.provisionalHours());
        // folded afresh from what billed hours took: a fold that started elsewhere would cut other slices
        assertThat(again.openDeduction(Instant.MAX).records())
                .isEqualTo(kept.openDeduction(Instant.MAX).records());
        for (Plan plan : kept.allPlans()) {
            assertThat(again.remaining(plan, now)).as(plan.toString()).isEqualTo(kept.remaining(plan, now));
            boolean mayCoverStill = now.isBefore(plan.forfeitedAt(calendar()));
            assertThat(again.plan(plan.id()))
                    .satisfies(p -> assertThat(p.isPresent() || !mayCoverStill).isTrue());
            again.plan(plan.id()).ifPresent(p -> assertThat(p).isEqualTo(plan));
        }
    }

    @Test
    void without_it_there_is_nothing_to_load() {
        assertThat(see(() -> ports.books().load(ACME, Instant.MIN))).isEmpty();
        assertThat(see(() -> ports.books().loadWhole(ACME))).isEmpty();
        assertThat(see(() -> ports.books().nextDueAt())).isEmpty();
        assertThat(inTransaction(() -> ports.books().claimDue(Instant.MAX, 10))).isEmpty();
    }

    @Test
    void many_books_are_read_at_once_as_each_would_be_by_itself() {
        Map<AccountId, Instant> openSince = new HashMap<>();
        List<String> names = List.of("whole", "new", "plans", "used", "licensed");
        commit(() -> {
            Map<String, Story> stories = names.stream()
                    .collect(Collectors.toMap(
                            Function.identity(),
                            name -> new Story(ports, Samples.account(name), 20L * names.indexOf(name))));
            Story whole = Objects.requireNonNull(stories.get("whole"));
            whole.tellAll();
            Story plans = Objects.requireNonNull(stories.get("plans"));
            plans.topUp("50.00");
            plans.buy(Samples.offering("total", Optional.empty(), "1", "P30D"));
            plans.buy(Samples.offering("other", Optional.empty(), "1", "P30D"));
            plans.buy(Samples.offering("short", Optional.empty(), "1", "P1D"));
            Story used = Objects.requireNonNull(stories.get("used"));
            used.use("r", Samples.TRAFFIC, "2", "2026-01-10T10:20:00Z");
            used.use("s", Samples.TRANSCODE, "3", "2026-01-10T09:20:00Z");
            Story licensed = Objects.requireNonNull(stories.get("licensed"));
            licensed.topUp("500.00");
            LicenseOrder order = licensed.license(Optional.empty());
            assertThat(licensed.license(Optional.empty())).isNotEqualTo(order);
            assertThat(licensed.renew(order)).isNotEqualTo(order);
            stories.forEach((name, story) ->
                    openSince.put(Samples.account(name), Ports.START.plus(Duration.ofDays(names.indexOf(name)))));
        });
        openSince.put(Samples.account("missing"), Ports.START);
        for (int i = 0; i < 300; i++) {
            openSince.put(Samples.account("missing" + i), Ports.START);
        }

        Map<AccountId, BookSnapshot> together = see(() -> ports.books().loadAll(openSince));

        assertThat(together.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().map(Samples::account).toList());
        together.forEach((account, book) -> assertThat(book)
                .isEqualTo(see(() -> ports.books()
                        .load(account, Objects.requireNonNull(openSince.get(account)))
                        .orElseThrow())));
        assertThat(together.values()).anyMatch(book -> book.licenseOrders().size() == 2);
        assertThat(together.values()).anyMatch(book -> book.openHours().size() == 2);
        assertThat(together.values()).anyMatch(book -> book.plans().size() == 2);
    }

    @Test
    void an_account_keeps_all_that_is_said_of_it() {
        Account account = Account.open(ACME, Samples.fullSettings(), Ports.START);
        commit(() -> ports.books().save(Samples.changes(account, Optional.empty()), 1));
        reopen();

        BookSnapshot snapshot = see(() -> ports.books().load(ACME, Ports.START)).orElseThrow();

        assertThat(snapshot).isEqualTo(BookSnapshot.of(account));
    }

    @Test
    void due_work_is_claimed_in_the_order_in_which_it_is_done() {
        Instant noon = Instant.parse("2026-01-10T12:00:00Z");
        commit(() -> {
            keep("b", new Due(noon, DueKind.PLAN_REFILL));
            keep("d", new Due(noon, DueKind.PLAN_START));
            keep("a", new Due(noon, DueKind.HOUR_BILLING));
            keep("c", new Due(noon, DueKind.PLAN_START));
            keep("e", new Due(noon.minusNanos(1), DueKind.PLAN_EXPIRY));
            keep("f", new Due(noon.plusNanos(1), DueKind.PLAN_START));
        });
        assertThat(due(noon.minusNanos(2), 10)).isEmpty();
        assertThat(see(() -> ports.books().nextDueAt())).contains(noon.minusNanos(1));

        assertThat(due(noon, 10)).containsExactly("e", "c", "d", "b", "a");
        assertThat(due(noon, 2)).containsExactly("e", "c");
        commit(() -> {
            ports.books().save(Samples.changes(account("e"), Optional.empty()), 2);
            List<Claim> claims = ports.books().claimDue(noon, 1);
            assertThat(claims).extracting(Claim::account).containsExactly(Samples.account("c"));
            assertThat(claims).extracting(Claim::due).containsExactly(Optional.of(new Due(noon, DueKind.PLAN_START)));
        });
        assertThat(due(noon, 10)).containsExactly("c", "d", "b", "a");
    }

    private List<String> due(Instant until, int limit) {
        return inTransaction(() -> ports.books().claimDue(until, limit)).stream()
                .map(claim -> claim.account().value())
                .toList();
    }

    @Test
    void an_account_that_is_claimed_tells_who_changed_it_last() {
        long[] ids = new long[2];
        for (int i = 0; i < 2; i++) {
            try (Transaction transaction = ports.transactions().begin()) {
                ids[i] = transaction.id();
                keep("a", new Due(Ports.START.plusSeconds(i), DueKind.PLAN_START));
                number();
                transaction.commit();
            }
        }
        List<Claim> claims = inTransaction(() -> ports.books().claim(List.of(Samples.account("a"))));
        assertThat(claims)
                .extracting(Claim::account, Claim::changedBy)
                .containsExactly(tuple(Samples.account("a"), ids[1]));
    }

    private void keep(String id, Due due) {
        ports.books().save(Samples.changes(account(id), Optional.of(due)), 1);
    }

    private static Account account(String id) {
        return Account.open(Samples.account(id), Samples.fullSettings(), Ports.START);
    }

    @Test
    void what_was_saved_is_seen_in_the_transaction_and_nowhere_else_until_it_is_committed() throws Exception {
        commit(() -> ports.books().save(Samples.changes(account("acme"), Optional.empty()), 1));
        try (Transaction transaction = ports.transactions().begin()) {
            ports.books().save(topUp("5.00", 0), 2);
            ports.books().save(topUp("7.00", 1), 3);
            assertThat(ports.books()
                            .load(ACME, Ports.START)
                            .orElseThrow()
                            .account()
                            .balance())
                    .isEqualTo(Money.of("12.00", "USD"));
            Money elsewhere = CompletableFuture.supplyAsync(() -> see(() -> ports.books()
                            .load(ACME, Ports.START)
                            .orElseThrow()
                            .account()
                            .balance()))
                    .get();
            assertThat(elsewhere).isEqualTo(Money.of("0.00", "USD"));
            number();
            transaction.commit();
        }
        assertThat(see(() -> ports.books().loadWhole(ACME))
                        .orElseThrow()
                        .account()
                        .balance())
                .isEqualTo(Money.of("12.00", "USD"));
    }

    private Money soFar = Money.of("0.00", "USD");
    private long transactions;

    private BookChanges topUp(String amount, int expectedTransactions) {
        assertThat(transactions).isEqualTo(expectedTransactions);
        BookSnapshot before = ports.books().load(ACME, Ports.START).orElseThrow();
        AccountBook book =
                new AccountBook(calendar(), Samples.METERS, Licensing.NONE, OpenRecords.NONE, before, Ports.START);
        assertThat(book.topUp(Money.of(amount, "USD"), Optional.empty(), Ports.START))
                .isNotNull();
        transactions++;
        soFar = soFar.plus(Money.of(amount, "USD"));
        return book.drainChanges();
    }

    @Test
    void a_transaction_that_is_not_committed_leaves_nothing() {
        try (Transaction transaction = ports.transactions().begin()) {
            ports.books()
                    .save(Samples.changes(account("acme"), Optional.of(new Due(Ports.START, DueKind.PLAN_START))), 1);
            assertThat(ports.books().nextDueAt()).contains(Ports.START);
            assertThat(transaction).isNotNull();
        }
        assertThat(see(() -> ports.books().loadWhole(ACME))).isEmpty();
        assertThat(see(() -> ports.books().nextDueAt())).isEmpty();
        assertThat(inTransaction(() -> ports.books().load(ACME, Ports.START))).isEmpty();
    }

    @Test
    void events_without_numbers_are_not_committed() {
        try (Transaction transaction = ports.transactions().begin()) {
            new Story(ports, ACME, 0).topUp("5.00");
            assertThatThrownBy(transaction::commit)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("numbers");
        }
        assertThat(see(() -> ports.books().loadWhole(ACME))).isEmpty();
    }

    @Test
    void it_is_refused_outside_a_transaction() {
        assertThatThrownBy(() -> ports.books().save(Samples.changes(account("acme"), Optional.empty()), 1))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ports.books().load(ACME, Ports.START)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> see(() -> {
                    ports.books().save(Samples.changes(account("acme"), Optional.empty()), 1);
                    return Quantity.ZERO;
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_run_out_alert_is_kept_as_it_stands_until_it_is_dropped() {
        RunOutAlert fired =
                new RunOutAlert(Samples.TRAFFIC, 7, Optional.of(Ports.START), Optional.of(Ports.START.plusSeconds(90)));
        Story story = inTransaction(() -> new Story(ports, ACME, 0));
        commit(() -> ports.books().save(with(story, Map.of(Samples.TRAFFIC, Optional.of(fired))), 50));
        reopen();
        assertThat(see(() -> ports.books().loadWhole(ACME).orElseThrow().runOutAlerts()))
                .containsExactly(fired);
        commit(() -> ports.books().save(with(story, Map.of(Samples.TRAFFIC, Optional.empty())), 51));
        assertThat(see(() -> ports.books().loadWhole(ACME).orElseThrow().runOutAlerts()))
                .isEmpty();
    }

    private static BookChanges with(Story story, Map<MeterCode, Optional<RunOutAlert>> alerts) {
        BookChanges saved = story.saved().get(0);
        return new BookChanges(
                saved.account(),
                saved.warnings(),
                saved.nextDue(),
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                alerts,
                saved.chain(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                saved.firstEvent() + saved.events().size(),
                List.of());
    }
}
