package dev.planstack.bootstrap.serve;

import dev.planstack.application.apikey.KeyText;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The key that may do everything. Only its hash is kept.
 *
 * @param hash what is kept of it
 * @param fresh the key itself where it was just made, to be shown once
 */
record AdminKey(String hash, Optional<String> fresh) {

    private static final int BYTES = 24;

    /** The key that was given, else the one kept, else a new one. */
    static AdminKey of(Optional<String> given, Optional<String> keptHash, SecureRandom random) {
        if (given.isPresent()) {
            return new AdminKey(new KeyText(given.get()).hash(), Optional.empty());
        }
        return keptHash.map(hash -> new AdminKey(hash, Optional.empty())).orElseGet(() -> made(random));
    }

    private static AdminKey made(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String key = "psk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new AdminKey(new KeyText(key).hash(), Optional.of(key));
    }
}
