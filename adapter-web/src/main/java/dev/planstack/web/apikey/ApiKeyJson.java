package dev.planstack.web.apikey;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key in an answer; the key itself is there only in the answer that made it. */
record ApiKeyJson(
        String id,
        String name,
        List<String> scopes,
        @Nullable String account,
        String createdAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {}
