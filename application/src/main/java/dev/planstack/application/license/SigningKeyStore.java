package dev.planstack.application.license;

import dev.planstack.application.shared.DrivenPort;
import java.util.Optional;

/** Keeps the key that signs license documents, apart from all else: a copy of what Planstack stores must not be able to sign. */
@DrivenPort
public interface SigningKeyStore {

    /**
     * The key, if one is kept.
     *
     * @throws dev.planstack.application.shared.StorageRefusedException if what is kept is no key or is not kept secret
     */
    Optional<SigningKey> load();

    /**
     * Keeps a key in place of the one before; a crash leaves one or the other.
     *
     * @throws dev.planstack.application.shared.StorageRefusedException if that fails
     */
    void save(SigningKey key);
}
