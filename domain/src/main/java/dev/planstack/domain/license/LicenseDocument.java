package dev.planstack.domain.license;

import com.google.common.collect.ImmutableList;
import dev.planstack.domain.account.AccountId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What an SDK can verify offline (rule L11): who is licensed for what, until when.
 *
 * @param account whose application it is
 * @param application the application
 * @param revision only grows: a document with a lower one is older
 * @param grants what is licensed at the instant of issue, by SDK and edition
 */
public record LicenseDocument(AccountId account, Application application, long revision, List<Grant> grants) {

    /**
     * One SDK that may be used.
     *
     * @param sdk the SDK with its edition
     * @param expiresAt until when, without a gap
     */
    public record Grant(LicensedSdk sdk, Instant expiresAt) {}

    /** Keeps a copy. */
    public LicenseDocument {
        grants = ImmutableList.copyOf(grants);
    }

    /** The document at {@code now}; {@code bound} are the orders that are bound to the application, in their order. */
    public static LicenseDocument of(
            AccountId account, Application application, Collection<LicenseOrder> bound, Instant now) {
        List<Grant> grants = bound.stream()
                .flatMap(order -> order.sdks().stream())
                .distinct()
                .flatMap(sdk -> Coverage.of(bound, sdk::equals).coveredUntil(now).stream()
                        .map(until -> new Grant(sdk, until)))
                .toList();
        return new LicenseDocument(account, application, revision(application, bound), grants);
    }

    /** Orders stay bound, renewals stay: so counting what was ever said gives a number that only grows. */
    private static long revision(Application application, Collection<LicenseOrder> bound) {
        return application.changes()
                + bound.stream().mapToLong(order -> 1 + order.renewals().size()).sum();
    }
}
