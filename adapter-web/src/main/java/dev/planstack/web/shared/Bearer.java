package dev.planstack.web.shared;

import dev.planstack.application.apikey.KeyText;
import java.util.Optional;

/** Reads the key of a request. */
final class Bearer {

    private static final String SCHEME = "bearer ";

    private Bearer() {}

    /** The key in an Authorization header, if there is one. */
    static Optional<KeyText> key(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(
                        new KeyText(authorization.substring(SCHEME.length()).strip()))
                : Optional.empty();
    }
}
