package dev.planstack.web.account;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An account in an answer. */
record AccountJson(
        String id,
        String name,
        String currency,
        String creditLimit,
        ProtectionJson protection,
        String releaseAfter,
        List<String> hardStop,
        @Nullable String lowBalanceAlert,
        String state,
        String balance,
        String accrued,
        String available,
        @Nullable String overdueSince,
        @Nullable String suspendedAt,
        @Nullable String releasedAt,
        Map<String, String> billing,
        String createdAt) {

    /** How far it is carried once overdue. */
    record ProtectionJson(@Nullable String amount, String duration) {}
}
