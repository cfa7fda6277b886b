package dev.planstack.bootstrap.serve;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The key that may do everything. Only its hash is kept.
 *
 * @param hash the SHA-256 of the key in hexadecimal
 * @param fresh the key itself where it was just made, to be shown once
 */
record AdminKey(String hash, Optional<String> fresh) {

    private static final int BYTES = 24;

    /** The key that was given, else the one kept, else a new one. */
    static AdminKey of(Optional<String> given, Optional<String> keptHash, SecureRandom random) {
        if (given.isPresent()) {
            return new AdminKey(hash(given.get()), Optional.empty());
        }
        return keptHash.map(hash -> new AdminKey(hash, Optional.empty())).orElseGet(() -> made(random));
    }

    private static AdminKey made(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String key = "psk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new AdminKey(hash(key), Optional.of(key));
    }

    private static String hash(String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
