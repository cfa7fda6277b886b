package dev.planstack.bootstrap.serve;

import dev.planstack.application.shared.Chance;
import java.security.SecureRandom;

/** Numbers fit for keys. */
final class SecureChance implements Chance {

    private final SecureRandom random = new SecureRandom();

    @Override
    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public long below(long bound) {
        return random.nextLong(bound);
    }
}
