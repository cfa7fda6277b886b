package dev.planstack.persistence.plan;

import dev.planstack.application.plan.PlanStore;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.persistence.shared.Sessions;
import java.time.Instant;
import java.util.Optional;

/** Finds plans in their table. */
final class SqlPlanStore implements PlanStore {

    private final Sessions sessions;

    SqlPlanStore(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Optional<Plan> find(AccountId account, PlanId id) {
        return sessions.read(handle -> PlanTable.find(handle, account, id));
    }

    @Override
    public Optional<Instant> lastRefund(AccountId account, OfferingId offering) {
        return sessions.read(handle -> PlanTable.lastRefund(handle, account, offering));
    }
}
