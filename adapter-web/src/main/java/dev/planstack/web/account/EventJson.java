package dev.planstack.web.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event in an answer; in the feed of one account it has no cursor, and one of the operator's own has no account. */
record EventJson(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String cursor,
        @Nullable String account,
        long sequence,
        String type,
        String at,
        Map<String, String> data) {}
