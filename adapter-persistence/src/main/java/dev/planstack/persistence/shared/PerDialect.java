package dev.planstack.persistence.shared;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * What is made once for each dialect.
 *
 * @param <T> its type
 */
public final class PerDialect<T> {

    private final Map<Dialect, T> made;

    private PerDialect(Map<Dialect, T> made) {
        this.made = Collections.unmodifiableMap(made);
    }

    /** Makes it for every dialect. */
    public static <T> PerDialect<T> of(Function<Dialect, T> making) {
        Map<Dialect, T> made = new EnumMap<>(Dialect.class);
        for (Dialect dialect : Dialect.values()) {
            made.put(dialect, making.apply(dialect));
        }
        return new PerDialect<>(made);
    }

    /** The one for a dialect. */
    public T in(Dialect dialect) {
        return Objects.requireNonNull(made.get(dialect));
    }
}
