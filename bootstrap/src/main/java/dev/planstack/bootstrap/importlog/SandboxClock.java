package dev.planstack.bootstrap.importlog;

import java.time.Instant;

/** The clock of a sandbox, which is only ever set forward. */
final class SandboxClock {
    private final PlanstackApi api;
    private Instant now;

    SandboxClock(PlanstackApi api) {
        this.api = api;
        this.now = api.sandboxTime();
    }

    void advanceTo(Instant instant) {
        if (instant.isAfter(now)) {
            now = api.advanceSandboxTo(instant);
        }
    }
}
