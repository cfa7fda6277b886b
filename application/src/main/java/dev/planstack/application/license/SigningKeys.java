package dev.planstack.application.license;

import dev.planstack.application.shared.Committed;
import dev.planstack.application.shared.Reads;
import dev.planstack.application.shared.StorageRefusedException;
import dev.planstack.application.shared.Turn;
import dev.planstack.application.shared.Unavailable;
import dev.planstack.application.shared.Writer;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.RefusalReason;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The keys of license documents (rule L11). One signs; all that ever did can verify. A key's public half is stored before the key
 * signs for the first time, so that no document is ever out whose key is not listed.
 */
public final class SigningKeys {

    /** All of them are listed at once. */
    private static final int MAX_KEYS = 1_000;

    private final Writer writer;
    private final Reads reads;
    private final VerifyingKeyStore listed;
    private final SigningKeyStore secret;
    private final Supplier<SigningKey> fresh;

    private volatile Optional<SigningKey> current = Optional.empty();

    /**
     * Keys that {@code writer} and {@code secret} keep.
     *
     * @param fresh makes a key that nobody can guess
     */
    public SigningKeys(
            Writer writer, Reads reads, VerifyingKeyStore listed, SigningKeyStore secret, Supplier<SigningKey> fresh) {
        this.writer = writer;
        this.reads = reads;
        this.listed = listed;
        this.secret = secret;
        this.fresh = fresh;
    }

    /**
     * Takes the key that is kept into use, or a new one where none is. Nothing can be signed before.
     *
     * @throws StorageRefusedException if what is kept cannot be used
     */
    public void open() {
        Optional<SigningKey> kept = secret.load();
        SigningKey key = kept.orElseGet(fresh);
        Committed<Outcome<VerifyingKey>> unused =
                writer.submit(turn -> Outcome.done(list(key, turn))).join();
        if (kept.isEmpty()) {
            secret.save(key);
        }
        current = Optional.of(key);
    }

    /** Has a new key sign from now on; documents that others signed can be verified as before. */
    public CompletableFuture<Committed<Outcome<VerifyingKey>>> rotate() {
        SigningKey key = fresh.get();
        return writer.<VerifyingKey>submit(turn -> listed.all().size() < MAX_KEYS
                        ? Outcome.done(list(key, turn))
                        : Outcome.refused(Refusal.of(
                                RefusalReason.INVALID,
                                "There are " + MAX_KEYS + " keys already, and none can go: documents may need them.")))
                .thenApplyAsync(committed ->
                        new Committed<>(committed.commit(), committed.value().map(done -> {
                            useOrFail(key);
                            return done;
                        })));
    }

    private VerifyingKey list(SigningKey key, Turn turn) {
        if (!listed.all().contains(key.verifying())) {
            listed.add(key.verifying(), turn.now());
            turn.changeCatalog();
        }
        return key.verifying();
    }

    private void useOrFail(SigningKey key) {
        try {
            use(key);
        } catch (StorageRefusedException e) {
            throw new Unavailable(Unavailable.Kind.OUTCOME_UNKNOWN, "the new key is not in use", Optional.of(e));
        }
    }

    /** Of two rotations at once, the key that is kept is the one that signs. */
    private synchronized void use(SigningKey key) {
        secret.save(key);
        current = Optional.of(key);
    }

    /** The key that signs. */
    SigningKey current() {
        return current.orElseThrow(() -> new IllegalStateException("no key is in use yet"));
    }

    /** All keys with which documents can be verified: the one that signs, then the others, the newest first. */
    public Committed<List<VerifyingKey>> list() {
        // before the list is read: a key that signs is in every list read later
        VerifyingKey signs = current().verifying();
        return reads.see(moment -> Stream.concat(
                        Stream.of(signs), listed.all().stream().filter(key -> !key.equals(signs)))
                .toList());
    }
}
