package dev.planstack.persistence.plan;

import dev.planstack.application.plan.PlanOfferingStore;
import dev.planstack.application.plan.PlanStore;
import dev.planstack.persistence.shared.Dialect;
import dev.planstack.persistence.shared.Kind;
import dev.planstack.persistence.shared.Sessions;

/** What is stored of plans. */
public final class PlanStorage {

    private PlanStorage() {}

    /** Plan offerings as lines of an export. */
    public static Kind offeringKind() {
        return PlanKinds.OFFERING;
    }

    /** An account's plans as lines of an export, each with what usage took from it. */
    public static Kind planKind(Dialect dialect, Kind uses) {
        return PlanKinds.plan(dialect, uses);
    }

    /** Keeps plan offerings. */
    public static PlanOfferingStore offerings(Sessions sessions) {
        return new SqlPlanOfferingStore(sessions);
    }

    /** Finds plans. */
    public static PlanStore plans(Sessions sessions) {
        return new SqlPlanStore(sessions);
    }
}
