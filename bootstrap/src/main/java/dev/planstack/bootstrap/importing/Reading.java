package dev.planstack.bootstrap.importing;

import java.util.function.Function;

/** What came of reading a line: a value, or the reason why there is none, in words for the operator. */
public sealed interface Reading<T> {

    /** Answers with the one function that fits. */
    <R> R fold(Function<? super T, ? extends R> whenRead, Function<? super String, ? extends R> whenUnreadable);

    /** Reads on from the value; where there is none, the reason stays. */
    default <R> Reading<R> then(Function<? super T, ? extends Reading<R>> next) {
        return this.<Reading<R>>fold(next, Unreadable::new);
    }

    /** A value that was read. */
    record Read<T>(T value) implements Reading<T> {
        @Override
        public <R> R fold(
                Function<? super T, ? extends R> whenRead, Function<? super String, ? extends R> whenUnreadable) {
            return whenRead.apply(value);
        }
    }

    /** There is none; the reason says why. */
    record Unreadable<T>(String reason) implements Reading<T> {
        @Override
        public <R> R fold(
                Function<? super T, ? extends R> whenRead, Function<? super String, ? extends R> whenUnreadable) {
            return whenUnreadable.apply(reason);
        }
    }
}
