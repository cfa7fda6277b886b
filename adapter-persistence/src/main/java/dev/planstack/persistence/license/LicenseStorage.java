package dev.planstack.persistence.license;

import dev.planstack.application.license.LicenseOfferingStore;
import dev.planstack.persistence.shared.Sessions;

/** What is stored of licenses. */
public final class LicenseStorage {

    private LicenseStorage() {}

    /** Keeps license offerings. */
    public static LicenseOfferingStore offerings(Sessions sessions) {
        return new SqliteLicenseOfferingStore(sessions);
    }
}
