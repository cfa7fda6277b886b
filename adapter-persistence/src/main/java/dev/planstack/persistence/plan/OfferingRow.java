package dev.planstack.persistence.plan;

import org.jspecify.annotations.Nullable;

/** A row of {@code plan_offering}. */
record OfferingRow(
        String id,
        String name,
        String unit,
        String quota,
        @Nullable String period,
        String validity,
        String meters,
        String prices,
        String activationDelay,
        boolean renewable,
        boolean withdrawn) {}
