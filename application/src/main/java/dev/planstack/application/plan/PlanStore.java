package dev.planstack.application.plan;

import dev.planstack.application.shared.DrivenPort;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.PlanId;
import java.util.Optional;

/** Finds plans, however long ago they expired; they are kept with the books of their accounts. */
@DrivenPort
public interface PlanStore {

    /** The plan of that id of the account, if there is one. */
    Optional<Plan> find(AccountId account, PlanId id);
}
