package dev.planstack.application.license;

import dev.planstack.application.shared.DrivenPort;
import java.time.Instant;
import java.util.List;

/** Keeps the public keys with which license documents can be verified; none is ever removed. */
@DrivenPort
public interface VerifyingKeyStore {

    /** Keeps a key; one that is there already stays as it is. */
    void add(VerifyingKey key, Instant now);

    /** All keys, the newest first. */
    List<VerifyingKey> all();
}
