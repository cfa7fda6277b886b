package dev.planstack.application.license;

import dev.planstack.application.shared.Reads;
import dev.planstack.domain.license.LicenseKey;
import dev.planstack.domain.license.LicenseVerdict;
import dev.planstack.domain.license.PlatformIdentity;

/** Whether running applications may use SDKs (rule L12); whoever has a license key may ask. */
public final class LicenseChecks {

    private final Reads reads;
    private final LicenseOrderQueries queries;

    /** Checks against what is stored. */
    public LicenseChecks(Reads reads, LicenseOrderQueries queries) {
        this.reads = reads;
        this.queries = queries;
    }

    /** Judges as things stand. */
    public LicenseVerdict check(LicenseKey key, PlatformIdentity identity, String sdk) {
        return reads.see(moment -> queries.find(key)
                        .map(licensed -> LicenseVerdict.of(
                                licensed.application(), licensed.bound(), identity, sdk, moment.now()))
                        .orElse(LicenseVerdict.UNKNOWN_KEY))
                .value();
    }
}
