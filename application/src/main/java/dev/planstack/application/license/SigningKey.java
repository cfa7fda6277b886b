package dev.planstack.application.license;

import dev.planstack.domain.shared.Parsed;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;

/**
 * An Ed25519 key with which license documents are signed (rule L11).
 *
 * @param verifying its public half
 * @param d its private half as a JWK has it: 32 bytes in base64url without padding (RFC 8037); never in logs or answers
 */
public record SigningKey(VerifyingKey verifying, String d) {

    static final String ALGORITHM = "Ed25519";

    private static final byte[] PROBE = "both halves are of one key".getBytes(StandardCharsets.US_ASCII);

    /** A new key. */
    public static SigningKey random(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, random);
            KeyPair pair = generator.generateKeyPair();
            byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            return new SigningKey(
                    VerifyingKey.of(pair.getPublic()),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(seed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java since 15 has Ed25519", e);
        }
    }

    /** A key of its halves, if they are of one key. */
    public static Parsed<SigningKey> of(String x, String d) {
        SigningKey key = new SigningKey(new VerifyingKey(x), d);
        try {
            return key.verifying.verifies(PROBE, key.signature(PROBE))
                    ? Parsed.of(key)
                    : Parsed.fault("\"x\" must be the public key of \"d\"");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Parsed.fault("\"d\" must be 32 bytes in base64url");
        }
    }

    /** The signature of these bytes, 64 bytes long. */
    public byte[] sign(byte[] content) {
        try {
            return signature(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key " + verifying.id() + " cannot sign", e);
        }
    }

    private byte[] signature(byte[] content) throws GeneralSecurityException {
        EdECPrivateKeySpec spec = new EdECPrivateKeySpec(
                NamedParameterSpec.ED25519, Base64.getUrlDecoder().decode(d));
        PrivateKey key = KeyFactory.getInstance(ALGORITHM).generatePrivate(spec);
        Signature signer = Signature.getInstance(ALGORITHM);
        signer.initSign(key);
        signer.update(content);
        return signer.sign();
    }

    @Override
    public String toString() {
        return "signing key " + verifying.id();
    }
}
