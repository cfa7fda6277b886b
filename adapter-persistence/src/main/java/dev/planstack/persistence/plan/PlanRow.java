package dev.planstack.persistence.plan;

import org.jspecify.annotations.Nullable;

/** A row of {@code plan}. */
record PlanRow(
        String account,
        String id,
        String offering,
        String unit,
        String quota,
        @Nullable String period,
        String validity,
        String meters,
        boolean renewable,
        String price,
        String currency,
        long purchasedAt,
        long effectiveAt,
        String term,
        long expiresAt,
        String freezes,
        @Nullable Long refundedAt) {}
