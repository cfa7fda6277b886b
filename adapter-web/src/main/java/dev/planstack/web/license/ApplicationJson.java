package dev.planstack.web.license;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An application in an answer. */
record ApplicationJson(
        String id,
        String name,
        @Nullable String packageName,
        @Nullable String bundleId,
        @Nullable String domain,
        String licenseKey,
        List<CoverageJson> coverage) {

    /** When it is covered for one SDK. */
    record CoverageJson(
            String sdk, @Nullable String coveredUntil, List<IntervalJson> intervals, List<IntervalJson> gaps) {}

    /** Time from an instant to just before another. */
    record IntervalJson(String start, String end) {}
}
