package dev.planstack.persistence.billing;

import dev.planstack.application.shared.AccountBooks;
import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.BillingMode;
import dev.planstack.domain.billing.BookChanges;
import dev.planstack.domain.billing.BookSnapshot;
import dev.planstack.domain.billing.HourUse;
import dev.planstack.domain.billing.MonthUse;
import dev.planstack.domain.billing.PlanUse;
import dev.planstack.domain.billing.QuotaAlert;
import dev.planstack.domain.billing.RunOutAlert;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.plan.Plan;
import dev.planstack.persistence.account.AccountTable;
import dev.planstack.persistence.license.LicenseOrderTables;
import dev.planstack.persistence.plan.PlanTable;
import dev.planstack.persistence.shared.Owned;
import dev.planstack.persistence.shared.Question;
import dev.planstack.persistence.shared.Sessions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps books in the tables of their parts. */
final class SqlAccountBooks implements AccountBooks {

    /** Of so many, {@link Sessions#answer} can be asked at once. */
    private static final int AT_ONCE = 128;

    private final Sessions sessions;
    private final PendingBooks pending;

    SqlAccountBooks(Sessions sessions, PendingBooks pending) {
        this.sessions = sessions;
        this.pending = pending;
    }

    @Override
    public Optional<BookSnapshot> load(AccountId account, Instant openSince) {
        return Optional.ofNullable(loadAll(Map.of(account, openSince)).get(account));
    }

    @Override
    public Map<AccountId, BookSnapshot> loadAll(Map<AccountId, Instant> openSince) {
        List<AccountId> accounts = List.copyOf(openSince.keySet());
        Map<AccountId, BookSnapshot> books = new HashMap<>();
        for (int i = 0; i < accounts.size(); i += AT_ONCE) {
            List<Begun> begun = begin(accounts.subList(i, Math.min(i + AT_ONCE, accounts.size())));
            List<Owned<Instant>> since = begun.stream()
                    .map(book -> book.since(
                            Objects.requireNonNull(openSince.get(book.account().id()))))
                    .toList();
            snapshots(
                            begun,
                            PlanTable.EXPIRING_AFTER.of(since),
                            UseTables.USES_SINCE.of(since),
                            UseTables.MONTHS_SINCE.of(since))
                    .forEach(book -> books.put(book.account().id(), book));
        }
        return books;
    }

    @Override
    public Optional<BookSnapshot> loadWhole(AccountId account) {
        List<Begun> begun = begin(List.of(account));
        return snapshots(
                        begun,
                        PlanTable.EXPIRING_AFTER.of(List.of(new Owned<>(account, Instant.MIN))),
                        UseTables.ALL_USES.of(List.of(account)),
                        UseTables.MONTHS_SINCE.of(begun.stream()
                                .map(book -> book.since(book.account().createdAt()))
                                .toList()))
                .stream()
                .findAny();
    }

    /** What of an account is read first, because it tells what else is. */
    private record Begun(AccountTable.Kept kept, List<HourUse> open) {

        Account account() {
            return kept.account();
        }

        /** The earlier one of an instant and the start of the first open hour. */
        Owned<Instant> since(Instant instant) {
            boolean begins = open.isEmpty() || instant.isBefore(open.get(0).hour());
            return new Owned<>(account().id(), begins ? instant : open.get(0).hour());
        }
    }

    /** Begins to read those of the accounts that exist. */
    private List<Begun> begin(List<AccountId> accounts) {
        if (accounts.stream().anyMatch(account -> pending.of(account).isPresent())) {
            pending.flush();
        }
        Question<AccountId, AccountTable.Kept> kept = AccountTable.FIND.of(accounts);
        Question<AccountId, HourUse> open = UseTables.OPEN_HOURS.of(accounts);
        sessions.answer(List.of(kept, open));
        List<Begun> begun = new ArrayList<>();
        for (int i = 0; i < accounts.size(); i++) {
            for (AccountTable.Kept one : kept.found(i)) {
                begun.add(new Begun(one, open.found(i)));
            }
        }
        return begun;
    }

    /** Reads the rest; the plans, uses and months are those of {@code begun}, in that order. */
    private List<BookSnapshot> snapshots(
            List<Begun> begun,
            Question<Owned<Instant>, Plan> plans,
            Question<?, PlanUse> uses,
            Question<Owned<Instant>, MonthUse> months) {
        if (begun.isEmpty()) {
            return List.of();
        }
        List<AccountId> accounts =
                begun.stream().map(book -> book.account().id()).toList();
        Question<AccountId, QuotaAlert> quotaAlerts = QuotaAlertTable.OF.of(accounts);
        Question<AccountId, RunOutAlert> runOutAlerts = RunOutAlertTable.OF.of(accounts);
        Question<AccountId, Map.Entry<MeterCode, BillingMode>> modes = UseTables.MODES.of(accounts);
        Question<AccountId, LicenseOrderTables.Row> orders = LicenseOrderTables.OF.of(accounts);
        sessions.answer(List.of(plans, uses, months, quotaAlerts, runOutAlerts, modes, orders));
        List<BookSnapshot> books = new ArrayList<>();
        for (int i = 0; i < begun.size(); i++) {
            AccountTable.Kept kept = begun.get(i).kept();
            books.add(new BookSnapshot(
                    kept.account(),
                    plans.found(i),
                    uses.found(i),
                    begun.get(i).open(),
                    months.found(i),
                    kept.warnings(),
                    quotaAlerts.found(i),
                    runOutAlerts.found(i),
                    modes.found(i).stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                    LicenseOrderTables.orders(orders.found(i).stream()),
                    kept.nextDue(),
                    kept.events(),
                    kept.chain()));
        }
        return books;
    }

    @Override
    public void save(BookChanges changes, long number) {
        pending.add(changes, number);
    }

    @Override
    public List<Claim> claim(Collection<AccountId> accounts) {
        sessions.requireWriting();
        return AccountTable.claim(sessions, accounts);
    }

    @Override
    public List<Claim> claimDue(Instant until, int limit) {
        sessions.requireWriting();
        return AccountTable.claimDue(sessions, until, limit);
    }

    @Override
    public Optional<Instant> nextDueAt() {
        return sessions.read(AccountTable::nextDueAt);
    }
}
