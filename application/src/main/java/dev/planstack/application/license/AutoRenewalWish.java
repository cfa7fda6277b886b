package dev.planstack.application.license;

import dev.planstack.domain.license.AutoRenewal;
import dev.planstack.domain.license.RenewalMode;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.RefusalReason;
import dev.planstack.domain.shared.Term;
import java.util.Optional;

/**
 * How an order is to be renewed by itself, as a client says it.
 *
 * @param mode whether it is
 * @param term for how long; empty for the term that the order is known to have
 */
public record AutoRenewalWish(RenewalMode mode, Optional<Term> term) {

    /** What holds where nothing is said. */
    public static final AutoRenewalWish MANUAL = new AutoRenewalWish(RenewalMode.MANUAL, Optional.empty());

    /** What is wanted of an order whose term is known, or not. */
    Outcome<AutoRenewal> with(Optional<Term> known) {
        if (mode != RenewalMode.AUTO) {
            return Outcome.done(new AutoRenewal(mode, Optional.empty()));
        }
        return term.or(() -> known)
                .map(t -> Outcome.done(AutoRenewal.auto(t)))
                .orElseGet(() -> Outcome.refused(Refusal.ofField(
                        RefusalReason.INVALID,
                        "/term",
                        "must be given: what the order was sold for elsewhere is not known")));
    }
}
