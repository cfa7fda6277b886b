package dev.planstack.application.runway;

import dev.planstack.application.plan.PlanOfferingStore;
import dev.planstack.application.shared.BookReader;
import dev.planstack.application.shared.Committed;
import dev.planstack.application.shared.Page;
import dev.planstack.application.shared.Reads;
import dev.planstack.application.shared.Refusals;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.domain.runway.Advice;
import dev.planstack.domain.shared.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which plans accounts had better buy. */
public final class Advices {

    private static final int PAGE = 1_000;

    private final Reads reads;
    private final BookReader books;
    private final PlanOfferingStore offerings;

    /** Advice from what is stored. */
    public Advices(Reads reads, BookReader books, PlanOfferingStore offerings) {
        this.reads = reads;
        this.books = books;
        this.offerings = offerings;
    }

    /** Advises an account; refused once it is released, as it cannot buy any more. */
    public Committed<Outcome<Advice>> advise(AccountId account) {
        return reads.see(moment -> books.standing(account, moment)
                .map(standing -> standing.snapshot()
                        .account()
                        .refusesAsReleased()
                        .map(Outcome::<Advice>refused)
                        .orElseGet(() -> Outcome.done(Advice.of(standing, books.past(account, moment), catalog()))))
                .orElseGet(() -> Refusals.notFound("account", account)));
    }

    private List<PlanOffering> catalog() {
        List<PlanOffering> all = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Page<PlanOffering> page = offerings.list(new Page.Request(PAGE, next));
            all.addAll(page.data());
            next = page.next();
        } while (next.isPresent());
        return all;
    }
}
