package dev.planstack.application.runway;

import dev.planstack.application.meter.MeterStore;
import dev.planstack.application.plan.PlanOfferingStore;
import dev.planstack.application.shared.BookReader;
import dev.planstack.application.shared.Committed;
import dev.planstack.application.shared.Reads;
import dev.planstack.application.shared.Refusals;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.runway.Future;
import dev.planstack.domain.shared.Outcome;
import java.time.Duration;

/** What would come of an account if something were bought and used. Nothing changes. */
public final class Simulations {

    /** Where a simulation ends that does not say. */
    public static final Duration DEFAULT_LENGTH = Duration.ofDays(30);

    private final Reads reads;
    private final BookReader books;
    private final MeterStore meters;
    private final PlanOfferingStore offerings;

    /** Simulations from what is stored. */
    public Simulations(Reads reads, BookReader books, MeterStore meters, PlanOfferingStore offerings) {
        this.reads = reads;
        this.books = books;
        this.meters = meters;
        this.offerings = offerings;
    }

    /** Lives an account's future on a copy. Refused if what is supposed cannot be, with every field at fault. */
    public Committed<Outcome<Future>> simulate(AccountId account, SimulationDraft draft) {
        return reads.see(moment -> books.standing(account, moment)
                .map(standing -> new SimulationCheck(standing, meters, offerings)
                        .check(draft, () -> books.past(account, moment))
                        .map(checked -> Future.of(standing, checked.supposition(), checked.until())))
                .orElseGet(() -> Refusals.notFound("account", account)));
    }
}
