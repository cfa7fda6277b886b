package dev.planstack.application.shared;

import dev.planstack.application.shared.IdempotencyKeys.Remembered;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.RefusalReason;
import java.time.Instant;
import java.util.Optional;

/** Makes work safe to repeat: its answer is remembered in the same commit, unless it was refused. */
public final class Idempotent {

    private final IdempotencyKeys keys;

    /** Remembers answers in {@code keys}. */
    public Idempotent(IdempotencyKeys keys) {
        this.keys = keys;
    }

    /** The work, done at most once for a key. */
    public <T> Work<Reply> once(Idempotency<T> idempotency, Work<T> work) {
        return turn -> {
            Instant since = turn.now().minus(Idempotency.KEPT_FOR);
            Optional<Remembered> before = idempotency.key().flatMap(key -> keys.find(key, since));
            if (before.isPresent()) {
                return replayed(before.get(), idempotency.fingerprint());
            }
            return work.run(turn).map(value -> {
                String text = idempotency.writing().apply(value);
                idempotency.key().ifPresent(key -> {
                    keys.forget(key.account(), since);
                    keys.save(key, new Remembered(idempotency.fingerprint(), text, turn.now()));
                });
                return new Reply(text, false);
            });
        };
    }

    private static Outcome<Reply> replayed(Remembered before, String fingerprint) {
        return before.fingerprint().equals(fingerprint)
                ? Outcome.done(new Reply(before.answer(), true))
                : Outcome.refused(Refusal.of(
                        RefusalReason.IDEMPOTENCY_KEY_REUSED,
                        "The idempotency key was used for another request; use a new key for a new request."));
    }
}
