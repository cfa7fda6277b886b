package dev.planstack.application.apikey;

import dev.planstack.application.shared.Caller;
import dev.planstack.application.shared.Chance;
import dev.planstack.application.shared.Committed;
import dev.planstack.application.shared.Page;
import dev.planstack.application.shared.Reads;
import dev.planstack.application.shared.Refusals;
import dev.planstack.application.shared.Turn;
import dev.planstack.application.shared.Work;
import dev.planstack.application.shared.Writer;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.RefusalReason;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The keys with which the service may be asked: the operator's own, and those that were made through the API. */
public final class ApiKeys {

    /** All of them are held in memory. */
    private static final int MAX_KEYS = 100_000;

    private final Writer writer;
    private final Reads reads;
    private final ApiKeyStore stored;
    private final Chance chance;
    private final String adminKeyHash;
    private final KeyRing ring;

    /**
     * Keys that {@code writer} keeps.
     *
     * @param adminKeyHash the hash of the operator's own key, which is not listed and cannot be taken away
     * @param shared whether other processes keep keys in {@code stored}
     */
    public ApiKeys(Writer writer, Reads reads, ApiKeyStore stored, Chance chance, String adminKeyHash, boolean shared) {
        this.writer = writer;
        this.reads = reads;
        this.stored = stored;
        this.chance = chance;
        this.adminKeyHash = adminKeyHash;
        this.ring = new KeyRing(stored, reads, shared);
    }

    /** Who has this key; empty if nobody does, or nobody does any more. */
    public Optional<Caller> caller(KeyText key) {
        return holder(key).flatMap(this::caller);
    }

    /** Whose key this is; empty if it is nobody's. */
    Optional<KeyHolder> holder(KeyText key) {
        String hash = key.hash();
        if (KeyText.same(hash, adminKeyHash)) {
            return Optional.of(new KeyHolder(Optional.empty()));
        }
        return key.id()
                .flatMap(ring::find)
                .filter(known -> KeyText.same(hash, known.hash()))
                .map(known -> new KeyHolder(Optional.of(known.id())));
    }

    /** What who had this key may do; empty if it was taken away. */
    Optional<Caller> caller(KeyHolder holder) {
        return holder.id().isEmpty()
                ? Optional.of(Caller.OPERATOR)
                : holder.id().flatMap(ring::find).map(ApiKey::caller);
    }

    /** Makes a key; refused if its account does not exist. */
    public CompletableFuture<Committed<Outcome<NewKey>>> create(ApiKey.Definition definition) {
        ApiKeyId id = ApiKeyId.of(chance.bytes(ApiKeyId.BYTES));
        KeyText text = KeyText.of(id, chance.bytes(KeyText.SECRET_BYTES));
        return kept(
                definition.account(),
                turn -> refusal(definition, turn)
                        .<Outcome<NewKey>>map(Outcome::refused)
                        .orElseGet(() -> {
                            ApiKey key = new ApiKey(id, definition, text.hash(), turn.now());
                            stored.add(key);
                            turn.changeCatalog();
                            return Outcome.done(new NewKey(key, text));
                        }),
                made -> ring.add(made.key()));
    }

    private Optional<Refusal> refusal(ApiKey.Definition definition, Turn turn) {
        if (stored.count() >= MAX_KEYS) {
            return Optional.of(Refusal.of(
                    RefusalReason.INVALID, "There are " + MAX_KEYS + " keys already; take one away that is not used."));
        }
        return definition
                .account()
                .filter(account -> turn.book(account).isEmpty())
                .map(account ->
                        Refusal.ofField(RefusalReason.UNKNOWN, "/account", "names an account that does not exist"));
    }

    /** Takes a key away. Once that is answered, nobody can use it any more. */
    public CompletableFuture<Committed<Outcome<ApiKeyId>>> drop(ApiKeyId id) {
        return kept(
                Optional.empty(),
                turn -> {
                    if (!stored.remove(id)) {
                        return Refusals.notFound("API key", id);
                    }
                    turn.changeCatalog();
                    return Outcome.done(id);
                },
                ring::remove);
    }

    /** Another process may have changed keys. */
    public void lookAgain() {
        ring.forget();
    }

    /** Keys by id, without the keys themselves, which nobody but their owners has. */
    public Committed<Page<ApiKey>> list(Page.Request page) {
        return reads.see(moment -> stored.list(page));
    }

    /** Work after which the ring is what is stored, before anybody is told. */
    private <T> CompletableFuture<Committed<Outcome<T>>> kept(
            Optional<AccountId> account, Work<T> work, Consumer<T> onDone) {
        return account.map(id -> writer.submit(id, work))
                .orElseGet(() -> writer.submit(work))
                .whenComplete((committed, fault) -> {
                    if (committed == null) {
                        // it may have been stored or not
                        ring.forget();
                    } else {
                        Object unused = committed
                                .value()
                                .<Object>fold(
                                        done -> {
                                            onDone.accept(done);
                                            return done;
                                        },
                                        refusal -> refusal);
                    }
                });
    }
}
