package dev.planstack.web.runway;

import org.jspecify.annotations.Nullable;

/** A run-out alert as it is answered. */
record RunOutAlertJson(
        int days, @Nullable String plansLastUntil, @Nullable String firedAt) {}
