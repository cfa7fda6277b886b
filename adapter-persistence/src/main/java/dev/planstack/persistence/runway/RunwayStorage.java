package dev.planstack.persistence.runway;

import dev.planstack.application.shared.PastUsages;
import dev.planstack.persistence.shared.Sessions;

/** What forecasts read. */
public final class RunwayStorage {

    private RunwayStorage() {}

    /** The past usage of accounts. */
    public static PastUsages pastUsages(Sessions sessions) {
        return new SqlPastUsages(sessions);
    }
}
