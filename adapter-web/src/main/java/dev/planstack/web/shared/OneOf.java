package dev.planstack.web.shared;

import dev.planstack.domain.shared.Parsed;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads one of several words. */
public final class OneOf {

    private OneOf() {}

    /** The one of {@code values} that is called {@code text} on the wire. */
    public static <E> Parsed<E> parse(String text, E[] values, Function<E, String> code) {
        return Arrays.stream(values)
                .filter(value -> code.apply(value).equals(text))
                .findFirst()
                .<Parsed<E>>map(Parsed::of)
                .orElseGet(() -> Parsed.fault(
                        "must be one of " + Arrays.stream(values).map(code).collect(Collectors.joining(", "))));
    }
}
