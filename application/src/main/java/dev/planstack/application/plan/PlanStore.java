package dev.planstack.application.plan;

import dev.planstack.application.shared.DrivenPort;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.domain.shared.OfferingId;
import java.time.Instant;
import java.util.Optional;

/** Finds plans, however long ago they expired; they are kept with the books of their accounts. */
@DrivenPort
public interface PlanStore {

    /** The plan of that id of the account, if there is one. */
    Optional<Plan> find(AccountId account, PlanId id);

    /** When a plan of the offering was last refunded to the account (rule P9). */
    Optional<Instant> lastRefund(AccountId account, OfferingId offering);
}
