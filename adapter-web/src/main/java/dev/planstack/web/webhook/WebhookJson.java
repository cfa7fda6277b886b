package dev.planstack.web.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A webhook in an answer; its secret is there only in the answer that shows it. */
record WebhookJson(
        String id,
        String url,
        List<String> types,
        String status,
        @Nullable String disabledReason,
        int failures,
        @Nullable String lastError,
        @Nullable String nextAttemptAt,
        String cursor,
        int pending,
        @Nullable String formerSecretUntil,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {}
