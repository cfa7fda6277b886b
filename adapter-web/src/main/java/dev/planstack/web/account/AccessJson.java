package dev.planstack.web.account;

import org.jspecify.annotations.Nullable;

/** Whether a meter may be used, in an answer. */
record AccessJson(
        boolean allowed,
        String state,
        String billing,
        @Nullable String reason) {}
