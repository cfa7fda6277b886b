package dev.planstack.web.plan;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plan offering in an answer. */
record PlanOfferingJson(
        String id,
        String name,
        String unit,
        String quota,
        @Nullable String period,
        String validity,
        Map<String, String> meters,
        Map<String, String> prices,
        String activationDelay,
        boolean renewable,
        boolean withdrawn) {}
