package dev.planstack.application.apikey;

import dev.planstack.application.shared.Reads;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All keys, in memory: their number is bounded, and so neither a key that is known nor one that is made up costs a look into
 * storage. A key that was taken away is gone before that is answered.
 */
final class KeyRing {

    private final ApiKeyStore stored;
    private final Reads reads;

    /** Replaced under this object's lock, so that no change falls between reading all keys and keeping what was read. */
    private volatile Optional<Map<ApiKeyId, ApiKey>> known = Optional.empty();

    KeyRing(ApiKeyStore stored, Reads reads) {
        this.stored = stored;
        this.reads = reads;
    }

    Optional<ApiKey> find(ApiKeyId id) {
        return Optional.ofNullable(known.orElseGet(this::read).get(id));
    }

    private synchronized Map<ApiKeyId, ApiKey> read() {
        return known.orElseGet(() -> {
            Map<ApiKeyId, ApiKey> all = reads.see(moment -> stored.all()).value().stream()
                    .collect(Collectors.toMap(ApiKey::id, Function.identity(), (a, b) -> a, ConcurrentHashMap::new));
            known = Optional.of(all);
            return all;
        });
    }

    /** A key that is stored from now on. */
    synchronized void add(ApiKey key) {
        known.ifPresent(keys -> keys.put(key.id(), key));
    }

    /** A key that is not stored any more. */
    synchronized void remove(ApiKeyId id) {
        known.ifPresent(keys -> keys.remove(id));
    }

    /** Storage may hold something else than is known. */
    synchronized void forget() {
        known = Optional.empty();
    }
}
