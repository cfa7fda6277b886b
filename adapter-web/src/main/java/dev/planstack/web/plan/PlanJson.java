package dev.planstack.web.plan;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plan in an answer. */
record PlanJson(
        String id,
        String offering,
        String unit,
        String quota,
        String remaining,
        String status,
        String purchasedAt,
        String effectiveAt,
        String expiresAt,
        @Nullable String period,
        @Nullable String periodEndsAt,
        String price,
        Map<String, String> meters,
        boolean renewable) {}
