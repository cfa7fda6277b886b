package dev.planstack.domain.shared;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Of several reasons why something is not done, the one that is given: the first. */
public final class Reasons {

    private Reasons() {}

    /** The first reason that applies to a request, if any does; {@code reasons} are in order of precedence. */
    public static <T, R> Optional<R> first(List<Function<T, Optional<R>>> reasons, T request) {
        return reasons.stream()
                .map(reason -> reason.apply(request))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** A reason that applies under a condition. */
    public static Optional<String> when(boolean condition, String reason) {
        return condition ? Optional.of(reason) : Optional.empty();
    }
}
