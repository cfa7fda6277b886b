package dev.planstack.web.license;

import org.jspecify.annotations.Nullable;

/** Whether an application may use an SDK, in an answer. */
record LicenseVerdictJson(
        boolean valid,
        @Nullable String reason,
        @Nullable String expiresAt,
        @Nullable String edition) {}
