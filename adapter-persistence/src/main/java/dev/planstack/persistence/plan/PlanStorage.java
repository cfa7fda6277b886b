package dev.planstack.persistence.plan;

import dev.planstack.application.plan.PlanOfferingStore;
import dev.planstack.application.plan.PlanStore;
import dev.planstack.persistence.shared.Sessions;

/** What is stored of plans. */
public final class PlanStorage {

    private PlanStorage() {}

    /** Keeps plan offerings. */
    public static PlanOfferingStore offerings(Sessions sessions) {
        return new SqlitePlanOfferingStore(sessions);
    }

    /** Finds plans. */
    public static PlanStore plans(Sessions sessions) {
        return (account, id) -> sessions.read(handle -> PlanTable.find(handle, account, id));
    }
}
