package dev.planstack.web.shared;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;

/** The operator's key, of which only the hash is known. */
public final class AdminKey {

    private static final String SCHEME = "bearer ";

    private final String sha256;

    /** The key with this SHA-256, as hexadecimal digits. */
    public AdminKey(String sha256) {
        this.sha256 = sha256.toLowerCase(Locale.ROOT);
    }

    /** Whether an Authorization header holds the key; takes as long for a wrong one as for the right one. */
    boolean admits(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        String given =
                JsonWriter.sha256(authorization.substring(SCHEME.length()).strip());
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.US_ASCII), sha256.getBytes(StandardCharsets.US_ASCII));
    }
}
