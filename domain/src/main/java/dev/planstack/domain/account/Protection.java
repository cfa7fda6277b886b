package dev.planstack.domain.account;

import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Term;
import java.util.Optional;

/**
 * How far an overdue account is carried before it is suspended (rule A3).
 *
 * @param amount the debt up to which it keeps running; empty is no bound
 * @param duration for how long it keeps running after it became overdue
 */
public record Protection(Optional<Money> amount, Term duration) {

    /** No bound on the debt, 15 days. */
    public static final Protection DEFAULT = new Protection(Optional.empty(), Term.of("P15D"));
}
