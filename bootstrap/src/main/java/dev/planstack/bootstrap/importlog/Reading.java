package dev.planstack.bootstrap.importlog;

import java.util.function.Function;

/** What came of reading a line: a value, or the reason why there is none, in words for the operator. */
sealed interface Reading<T> {

    <R> R fold(Function<? super T, ? extends R> whenRead, Function<? super String, ? extends R> whenUnreadable);

    record Read<T>(T value) implements Reading<T> {
        @Override
        public <R> R fold(
                Function<? super T, ? extends R> whenRead, Function<? super String, ? extends R> whenUnreadable) {
            return whenRead.apply(value);
        }
    }

    record Unreadable<T>(String reason) implements Reading<T> {
        @Override
        public <R> R fold(
                Function<? super T, ? extends R> whenRead, Function<? super String, ? extends R> whenUnreadable) {
            return whenUnreadable.apply(reason);
        }
    }
}
