package dev.planstack.web.license;

import dev.planstack.application.license.VerifyingKey;
import java.util.List;

/** Public keys in answers. */
final class SigningKeyJson {

    private SigningKeyJson() {}

    /** A set of keys (RFC 7517). */
    record Jwks(List<Jwk> keys) {}

    /** A key (RFC 7517, RFC 8037). */
    record Jwk(String kty, String crv, String kid, String x, String use, String alg) {}

    /** Which key signs from now on. */
    record Rotated(String kid) {}

    static Jwks jwks(List<VerifyingKey> keys) {
        return new Jwks(keys.stream()
                .map(key -> new Jwk("OKP", "Ed25519", key.id(), key.x(), "sig", "EdDSA"))
                .toList());
    }
}
