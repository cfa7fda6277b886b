package dev.planstack.application.account;

import dev.planstack.application.shared.Commits;
import dev.planstack.application.shared.Committed;
import dev.planstack.application.shared.Reads;
import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.BillingMode;
import dev.planstack.domain.billing.BookChanges;
import dev.planstack.domain.meter.MeterCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What decides on access, kept in memory for accounts that were asked for: a gateway asks before each piece of service, so an
 * answer must cost next to nothing. It is as it was committed last, never older than what was answered before.
 */
public final class AccessMemory implements Commits.Listener {

    private final Reads reads;
    private final AccountQueries queries;
    private final int kept;
    private final Map<AccountId, Known> known = new ConcurrentHashMap<>();

    // changed under the lock of this; a commit that is under way may be durable and not yet here
    private volatile long reached = -1;

    /** Remembers at most {@code kept} accounts; which one goes for another is left to chance. */
    public AccessMemory(Reads reads, AccountQueries queries, int kept) {
        this.reads = reads;
        this.queries = queries;
        this.kept = kept;
    }

    /**
     * What decides on the access of one account.
     *
     * @param commit the commit since which it is so
     * @param account the account
     * @param modes how its meters are billed
     */
    private record Known(long commit, Account account, Map<MeterCode, BillingMode> modes) {

        Known after(BookChanges changes, long changedBy) {
            if (changes.modes().isEmpty()) {
                return new Known(changedBy, changes.account(), modes);
            }
            Map<MeterCode, BillingMode> now = new HashMap<>(modes);
            now.putAll(changes.modes());
            return new Known(changedBy, changes.account(), Map.copyOf(now));
        }

        Access access(MeterCode meter) {
            return Access.of(
                    account.state(),
                    modes.getOrDefault(meter, BillingMode.PAY_AS_YOU_GO),
                    account.settings().hardStop().contains(meter));
        }
    }

    /** Whether a meter may be used; empty if there is no such account. */
    Committed<Optional<Access>> access(AccountId id, MeterCode meter) {
        // asked for before the account is: what is found is never older
        long atLeast = reached;
        Known found = known.get(id);
        if (found != null) {
            return new Committed<>(Math.max(atLeast, found.commit), Optional.of(found.access(meter)));
        }
        Committed<Optional<Known>> read = reads.see(
                moment -> queries.find(id).map(account -> new Known(moment.commit(), account, queries.modes(id))));
        read.value().ifPresent(fresh -> remember(id, fresh));
        return new Committed<>(read.commit(), read.value().map(fresh -> fresh.access(meter)));
    }

    /** Remembers what was read, unless something was committed meanwhile that it may lack. */
    private synchronized void remember(AccountId id, Known fresh) {
        if (fresh.commit != reached) {
            return;
        }
        if (known.size() >= kept) {
            known.keySet().stream().findAny().ifPresent(known::remove);
        }
        known.put(id, fresh);
    }

    @Override
    public synchronized void committed(long commit, List<BookChanges> changes) {
        for (BookChanges change : changes) {
            known.computeIfPresent(change.account().id(), (id, before) -> before.after(change, commit));
        }
        reached = commit;
    }

    @Override
    public synchronized void startedOver(long commit) {
        known.clear();
        reached = commit;
    }
}
