package dev.planstack.persistence.account;

import org.jspecify.annotations.Nullable;

/** A row of {@code account}, without what is kept of its book. */
record AccountRow(
        String id,
        String name,
        String currency,
        String creditLimit,
        @Nullable String protectionAmount,
        String protectionDuration,
        String releaseAfter,
        String hardStop,
        @Nullable String lowBalanceAlert,
        long createdAt,
        long configuredAt,
        String balance,
        @Nullable Long overdueSince,
        @Nullable Long suspendedAt,
        @Nullable Long releasedAt,
        long transactions,
        long plansBought) {}
