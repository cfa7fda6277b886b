package dev.planstack.domain.shared;

import java.util.function.Function;

/**
 * What reading a text gave: a value, or the sentence that tells what would have been right. It lets a caller
 * collect every fault of an input before it answers, without exceptions.
 *
 * @param <T> the type of the value
 */
public sealed interface Parsed<T> {

    /** A text that could be read. */
    record Value<T>(T value) implements Parsed<T> {}

    /** A text that could not be read; {@code expected} tells what would be right, for example "must be above 0". */
    record Fault<T>(String expected) implements Parsed<T> {}

    /** A value that was read. */
    static <T> Parsed<T> of(T value) {
        return new Value<>(value);
    }

    /** A fault, told by what would have been right. */
    static <T> Parsed<T> fault(String expected) {
        return new Fault<>(expected);
    }

    /** Answers with the one function that fits. */
    default <R> R fold(Function<? super T, ? extends R> onValue, Function<String, ? extends R> onFault) {
        if (this instanceof Value<T> v) {
            return onValue.apply(v.value());
        }
        return onFault.apply(((Fault<T>) this).expected());
    }

    /** Reads further from the value; a fault stays a fault. */
    default <R> Parsed<R> then(Function<? super T, Parsed<R>> next) {
        return this.<Parsed<R>>fold(next, Parsed::fault);
    }

    /** Turns the value into another; a fault stays a fault. */
    default <R> Parsed<R> map(Function<? super T, ? extends R> next) {
        return this.<Parsed<R>>fold(v -> of(next.apply(v)), Parsed::fault);
    }

    /**
     * The value, for texts that are known to be right.
     *
     * @throws IllegalArgumentException if there is none; its message says what was expected
     */
    default T orThrow() {
        if (this instanceof Value<T> v) {
            return v.value();
        }
        throw new IllegalArgumentException(((Fault<T>) this).expected());
    }
}
