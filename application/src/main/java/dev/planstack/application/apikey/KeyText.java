package dev.planstack.application.apikey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A key as its owner has it: {@code psk_}, the public part, {@code _}, the secret part. Nothing but its hash is kept, and it is
 * never in logs.
 *
 * @param text the key
 */
public record KeyText(String text) {

    static final int SECRET_BYTES = 32;

    private static final String PREFIX = "psk_";
    private static final int ID_END = PREFIX.length() + 2 * ApiKeyId.BYTES;

    /** A key of an id and a secret. */
    static KeyText of(ApiKeyId id, byte[] secret) {
        return new KeyText(
                PREFIX + id + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** The public part, if it has one. */
    Optional<ApiKeyId> id() {
        return text.startsWith(PREFIX) && text.indexOf('_', PREFIX.length()) == ID_END
                ? ApiKeyId.parse(text.substring(PREFIX.length(), ID_END)).fold(Optional::of, fault -> Optional.empty())
                : Optional.empty();
    }

    /** What is kept of it: its SHA-256 as hexadecimal digits. The secret is long and random, so nothing slower is needed. */
    public String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether two hashes are one; takes as long for different ones as for the same. */
    static boolean same(String hash, String other) {
        return MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
