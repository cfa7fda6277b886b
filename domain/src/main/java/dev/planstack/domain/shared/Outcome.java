package dev.planstack.domain.shared;

import java.util.function.Function;

/**
 * What became of something asked for: done, with what came of it, or refused.
 *
 * @param <T> what comes of it
 */
public sealed interface Outcome<T> {

    /** It was done. */
    record Done<T>(T value) implements Outcome<T> {}

    /** It was refused and nothing changed. */
    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    /** Done, with what came of it. */
    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    /** Refused. */
    static <T> Outcome<T> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }

    /** Answers with the one function that fits. */
    default <R> R fold(Function<? super T, ? extends R> onDone, Function<Refusal, ? extends R> onRefused) {
        if (this instanceof Done<T> d) {
            return onDone.apply(d.value());
        }
        return onRefused.apply(((Refused<T>) this).refusal());
    }

    /** Goes on with what was done; a refusal stays a refusal. */
    default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
        return this.<Outcome<R>>fold(next, Outcome::refused);
    }

    /** Turns what was done into another thing; a refusal stays a refusal. */
    default <R> Outcome<R> map(Function<? super T, ? extends R> next) {
        return this.<Outcome<R>>fold(v -> done(next.apply(v)), Outcome::refused);
    }
}
