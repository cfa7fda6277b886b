package dev.planstack.web.account;

import org.jspecify.annotations.Nullable;

/** A movement of a balance in an answer. */
record TransactionJson(
        String id,
        String type,
        String amount,
        String balanceAfter,
        String at,
        @Nullable String reference) {}
