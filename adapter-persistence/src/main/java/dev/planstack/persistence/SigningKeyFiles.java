package dev.planstack.persistence;

import dev.planstack.application.license.SigningKeyStore;
import dev.planstack.persistence.license.LicenseStorage;
import java.nio.file.Path;

/** Files of keys that sign license documents, which are kept apart from the database. */
public final class SigningKeyFiles {

    private SigningKeyFiles() {}

    /** Keeps the key in a file, which is created with the first key. */
    public static SigningKeyStore at(Path file) {
        return LicenseStorage.signingKey(file);
    }
}
