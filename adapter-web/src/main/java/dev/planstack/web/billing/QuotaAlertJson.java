package dev.planstack.web.billing;

import org.jspecify.annotations.Nullable;

/** A quota alert as it is answered. */
record QuotaAlertJson(
        int percent,
        String armedAt,
        String armedTotal,
        String remaining,
        @Nullable String firedAt) {}
