package dev.planstack.persistence.license;

import dev.planstack.application.license.ApplicationStore;
import dev.planstack.application.license.LicenseOfferingStore;
import dev.planstack.application.license.LicenseOrderQueries;
import dev.planstack.application.license.SigningKeyStore;
import dev.planstack.application.license.VerifyingKeyStore;
import dev.planstack.persistence.shared.Kind;
import dev.planstack.persistence.shared.Sessions;
import java.nio.file.Path;
import java.util.List;

/** What is stored of licenses. */
public final class LicenseStorage {

    private LicenseStorage() {}

    /** An account's applications and license orders as lines of an export, each order with its renewals. */
    public static List<Kind> kinds() {
        return List.of(LicenseKinds.APPLICATION, LicenseKinds.ORDER);
    }

    /** Public keys of license documents as lines of an export. */
    public static Kind publicKeyKind() {
        return LicenseKinds.PUBLIC_KEY;
    }

    /** License offerings as lines of an export. */
    public static Kind offeringKind() {
        return LicenseKinds.OFFERING;
    }

    /** Keeps license offerings. */
    public static LicenseOfferingStore offerings(Sessions sessions) {
        return new SqlLicenseOfferingStore(sessions);
    }

    /** Keeps applications. */
    public static ApplicationStore applications(Sessions sessions) {
        return new SqlApplicationStore(sessions);
    }

    /** Tells of license orders. */
    public static LicenseOrderQueries orders(Sessions sessions) {
        return new SqlLicenseOrderQueries(sessions);
    }

    /** Keeps public keys. */
    public static VerifyingKeyStore verifyingKeys(Sessions sessions) {
        return new SqlVerifyingKeyStore(sessions);
    }

    /** Keeps the signing key in a file, which is created if it is not there. */
    public static SigningKeyStore signingKey(Path file) {
        return new SigningKeyFile(file);
    }
}
