package dev.planstack.bootstrap.serve;

import dev.planstack.application.apikey.KeyText;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The key that may do everything. Only its hash is kept.
 *
 * @param hash what is kept of it
 * @param fresh the key itself where it was just made, to be shown once
 */
record AdminKey(String hash, Optional<String> fresh) {

    private static final int BYTES = 24;

    /**
     * The key that was given, else the one kept, else a new one, which is kept then.
     *
     * @param keep keeps a hash unless one is kept, and says which one is kept then: another process may have been first
     */
    static AdminKey of(
            Optional<String> given, Optional<String> keptHash, SecureRandom random, UnaryOperator<String> keep) {
        if (given.isPresent()) {
            return new AdminKey(new KeyText(given.get()).hash(), Optional.empty());
        }
        return keptHash.map(hash -> new AdminKey(hash, Optional.empty())).orElseGet(() -> {
            AdminKey made = made(random);
            String kept = keep.apply(made.hash());
            return kept.equals(made.hash()) ? made : new AdminKey(kept, Optional.empty());
        });
    }

    private static AdminKey made(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String key = "psk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new AdminKey(new KeyText(key).hash(), Optional.of(key));
    }
}
