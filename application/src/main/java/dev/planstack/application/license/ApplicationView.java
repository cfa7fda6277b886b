package dev.planstack.application.license;

import dev.planstack.domain.license.Application;
import dev.planstack.domain.license.LicenseOrder;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * An application as it stands at an instant.
 *
 * @param application the application
 * @param coverage for which SDKs it is covered when
 */
public record ApplicationView(Application application, List<SdkCoverage> coverage) {

    /** Keeps a copy. */
    public ApplicationView {
        coverage = List.copyOf(coverage);
    }

    static ApplicationView of(Application application, Collection<LicenseOrder> bound, Instant now) {
        return new ApplicationView(application, SdkCoverage.of(bound, now));
    }
}
