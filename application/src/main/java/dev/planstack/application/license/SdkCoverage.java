package dev.planstack.application.license;

import dev.planstack.domain.license.Coverage;
import dev.planstack.domain.license.Interval;
import dev.planstack.domain.license.LicenseOrder;
import dev.planstack.domain.license.LicensedSdk;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * When an application is covered for an SDK (rule L8).
 *
 * @param sdk the SDK
 * @param coveredUntil when the coverage ends without another purchase, or ended; empty if it lies ahead as a whole
 * @param intervals the time that is covered, in order
 * @param gaps the time between them that is not, and is not over
 */
public record SdkCoverage(String sdk, Optional<Instant> coveredUntil, List<Interval> intervals, List<Interval> gaps) {

    /** Keeps copies. */
    public SdkCoverage {
        intervals = List.copyOf(intervals);
        gaps = List.copyOf(gaps);
    }

    /** The coverage by the orders that are bound to an application, as it stands at {@code now}, by SDK. */
    static List<SdkCoverage> of(Collection<LicenseOrder> bound, Instant now) {
        return bound.stream()
                .flatMap(order -> order.sdks().stream())
                .map(LicensedSdk::sdk)
                .distinct()
                .sorted()
                .map(sdk -> of(sdk, Coverage.of(bound, held -> held.sdk().equals(sdk)), now))
                .toList();
    }

    private static SdkCoverage of(String sdk, Coverage coverage, Instant now) {
        return new SdkCoverage(sdk, coverage.end(now), coverage.intervals(), coverage.gapsAhead(now));
    }
}
