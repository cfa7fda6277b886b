package dev.planstack.web.license;

import dev.planstack.web.shared.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a renewal would be, in an answer. */
record RenewalQuoteJson(
        String order,
        @Nullable String instanceId,
        List<LicenseOfferingJson.Sdk> sdks,
        String term,
        String currentExpiresAt,
        @Nullable String newExpiresAt,
        @Nullable String amount,
        @Nullable String currency,
        boolean renewable,
        @Nullable String reason,
        @Nullable String detail,
        Problem.@Nullable Resolution resolution) {}
