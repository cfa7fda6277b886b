package dev.planstack.application.apikey;

import dev.planstack.application.shared.Reads;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All keys, in memory: their number is bounded, and so neither a key that is known nor one that is made up costs a look into
 * storage. A key that was taken away is gone before that is answered. Where other processes share the storage, a key that is not
 * known may have been made by one of them, which does cost a look.
 */
final class KeyRing {

    private final ApiKeyStore stored;
    private final Reads reads;
    private final boolean shared;

    /** Replaced under this object's lock, so that no change falls between reading all keys and keeping what was read. */
    private volatile Optional<Known> known = Optional.empty();

    /**
     * All keys, as they are since the catalog was changed so often.
     *
     * @param keys the keys by id
     * @param catalog how often the catalog had been changed before they were read
     */
    private record Known(Map<ApiKeyId, ApiKey> keys, long catalog) {}

    KeyRing(ApiKeyStore stored, Reads reads, boolean shared) {
        this.stored = stored;
        this.reads = reads;
        this.shared = shared;
    }

    Optional<ApiKey> find(ApiKeyId id) {
        Optional<ApiKey> key =
                Optional.ofNullable(known.orElseGet(this::read).keys().get(id));
        return key.isEmpty() && shared ? madeElsewhere(id) : key;
    }

    private Optional<ApiKey> madeElsewhere(ApiKeyId id) {
        long catalog = reads.catalog();
        if (known.map(k -> k.catalog() == catalog).orElse(false)) {
            return Optional.empty();
        }
        forget();
        return Optional.ofNullable(read().keys().get(id));
    }

    private synchronized Known read() {
        return known.orElseGet(() -> {
            long catalog = shared ? reads.catalog() : 0;
            Map<ApiKeyId, ApiKey> keys = reads.see(moment -> stored.all()).value().stream()
                    .collect(Collectors.toMap(ApiKey::id, Function.identity(), (a, b) -> a, ConcurrentHashMap::new));
            Known all = new Known(keys, catalog);
            known = Optional.of(all);
            return all;
        });
    }

    /** A key that is stored from now on. */
    synchronized void add(ApiKey key) {
        known.ifPresent(all -> all.keys().put(key.id(), key));
    }

    /** A key that is not stored any more. */
    synchronized void remove(ApiKeyId id) {
        known.ifPresent(all -> all.keys().remove(id));
    }

    /** Storage may hold something else than is known. */
    synchronized void forget() {
        known = Optional.empty();
    }
}
