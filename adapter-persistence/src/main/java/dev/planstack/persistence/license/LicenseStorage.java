package dev.planstack.persistence.license;

import dev.planstack.application.license.LicenseOfferingStore;
import dev.planstack.persistence.shared.Kind;
import dev.planstack.persistence.shared.Sessions;

/** What is stored of licenses. */
public final class LicenseStorage {

    private LicenseStorage() {}

    /** License offerings as lines of an export. */
    public static Kind offeringKind() {
        return LicenseKinds.OFFERING;
    }

    /** Keeps license offerings. */
    public static LicenseOfferingStore offerings(Sessions sessions) {
        return new SqliteLicenseOfferingStore(sessions);
    }
}
