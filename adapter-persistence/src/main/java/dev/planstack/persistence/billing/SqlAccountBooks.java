package dev.planstack.persistence.billing;

import dev.planstack.application.shared.AccountBooks;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.BookChanges;
import dev.planstack.domain.billing.BookSnapshot;
import dev.planstack.domain.billing.HourUse;
import dev.planstack.domain.billing.PlanUse;
import dev.planstack.persistence.account.AccountTable;
import dev.planstack.persistence.license.LicenseOrderTables;
import dev.planstack.persistence.plan.PlanTable;
import dev.planstack.persistence.shared.Sessions;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Keeps books in the tables of their parts. */
final class SqlAccountBooks implements AccountBooks {

    private final Sessions sessions;
    private final PendingBooks pending;

    SqlAccountBooks(Sessions sessions, PendingBooks pending) {
        this.sessions = sessions;
        this.pending = pending;
    }

    @Override
    public Optional<BookSnapshot> load(AccountId account, Instant openSince) {
        if (pending.of(account).isPresent()) {
            pending.flush();
        }
        return sessions.readWritten(handle -> AccountTable.find(handle, account).map(kept -> {
            List<HourUse> open = UseTables.openHours(handle, account);
            Instant since = earlier(openSince, open);
            return snapshot(handle, kept, open, since, since, UseTables.usesSince(handle, account, since));
        }));
    }

    @Override
    public Optional<BookSnapshot> loadWhole(AccountId account) {
        if (pending.of(account).isPresent()) {
            pending.flush();
        }
        return sessions.readWritten(handle -> AccountTable.find(handle, account).map(kept -> {
            List<HourUse> open = UseTables.openHours(handle, account);
            return snapshot(
                    handle,
                    kept,
                    open,
                    Instant.MIN,
                    earlier(kept.account().createdAt(), open),
                    UseTables.allUses(handle, account));
        }));
    }

    private static Instant earlier(Instant since, List<HourUse> openByHour) {
        return openByHour.isEmpty() || since.isBefore(openByHour.get(0).hour())
                ? since
                : openByHour.get(0).hour();
    }

    private static BookSnapshot snapshot(
            Handle handle,
            AccountTable.Kept kept,
            List<HourUse> open,
            Instant plansExpireAfter,
            Instant monthsSince,
            List<PlanUse> uses) {
        AccountId account = kept.account().id();
        return new BookSnapshot(
                kept.account(),
                PlanTable.expiringAfter(handle, account, plansExpireAfter),
                uses,
                open,
                UseTables.monthsSince(handle, account, monthsSince),
                kept.warnings(),
                QuotaAlertTable.of(handle, account),
                RunOutAlertTable.of(handle, account),
                UseTables.modes(handle, account),
                LicenseOrderTables.of(handle, account),
                kept.nextDue(),
                kept.events(),
                kept.chain());
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
