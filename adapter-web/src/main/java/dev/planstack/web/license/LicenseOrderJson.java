package dev.planstack.web.license;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A license order in an answer. */
record LicenseOrderJson(
        String id,
        @Nullable String instanceId,
        String account,
        @Nullable String offering,
        @Nullable String application,
        List<LicenseOfferingJson.Sdk> sdks,
        @Nullable String term,
        String startsAt,
        String expiresAt,
        String status,
        AutoRenewalJson autoRenewal,
        List<RenewalJson> renewals) {

    /** How it is renewed by itself. */
    record AutoRenewalJson(
            String mode, @Nullable String term, @Nullable String nextAttemptAt) {}

    /** One renewal of it. */
    record RenewalJson(String at, String by, String term, String from, String to, String amount, String transaction) {}
}
