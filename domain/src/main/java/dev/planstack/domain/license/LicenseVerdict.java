package dev.planstack.domain.license;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether an application may use an SDK (rule L12).
 *
 * @param refusal why not; empty if it may
 * @param expiresAt until when it may without a gap, or until when it was licensed; empty where it never was
 * @param edition which edition, under the same conditions
 */
public record LicenseVerdict(Optional<Reason> refusal, Optional<Instant> expiresAt, Optional<String> edition) {

    /** Why an application may not use an SDK, in order of precedence. */
    public enum Reason {
        /** No application has the license key. */
        UNKNOWN_KEY,
        /** The application with that key is known by another package name, bundle ID or domain. */
        WRONG_APPLICATION,
        /** No order that is bound to it and has started holds the SDK. */
        NOT_LICENSED,
        /** Every such order has expired. */
        EXPIRED;

        /** The name on the wire: {@code not-licensed}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What is answered to a key that no application has. */
    public static final LicenseVerdict UNKNOWN_KEY = refused(Reason.UNKNOWN_KEY);

    /**
     * Judges at {@code now}.
     *
     * @param application the application with the license key
     * @param bound the orders that are bound to it
     * @param identity what the running application says that it is
     * @param sdk the SDK that it wants to use
     */
    public static LicenseVerdict of(
            Application application,
            Collection<LicenseOrder> bound,
            PlatformIdentity identity,
            String sdk,
            Instant now) {
        if (!application.identities().match(identity)) {
            return refused(Reason.WRONG_APPLICATION);
        }
        List<LicenseOrder> started = bound.stream()
                .filter(order -> order.holds(sdk) && !now.isBefore(order.startsAt()))
                .toList();
        Optional<LicenseOrder> longest = started.stream().max(Comparator.comparing(LicenseOrder::expiresAt));
        if (longest.isEmpty()) {
            return refused(Reason.NOT_LICENSED);
        }
        Coverage coverage = Coverage.of(bound, held -> held.sdk().equals(sdk));
        Optional<Instant> until = coverage.coveredUntil(now);
        return new LicenseVerdict(
                until.isPresent() ? Optional.empty() : Optional.of(Reason.EXPIRED),
                until.or(() -> coverage.end(now)),
                longest.get().sdks().stream()
                        .filter(held -> held.sdk().equals(sdk))
                        .map(LicensedSdk::edition)
                        .findFirst());
    }

    private static LicenseVerdict refused(Reason reason) {
        return new LicenseVerdict(Optional.of(reason), Optional.empty(), Optional.empty());
    }
}
