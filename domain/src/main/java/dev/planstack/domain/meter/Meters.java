package dev.planstack.domain.meter;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The meters that there are. */
@FunctionalInterface
public interface Meters {

    /** The meter of that code, if there is one. */
    Optional<Meter> find(MeterCode code);

    /**
     * The meter of a code that was accepted before.
     *
     * @throws IllegalStateException if there is none
     */
    default Meter get(MeterCode code) {
        return find(code).orElseThrow(() -> new IllegalStateException("no meter " + code));
    }

    /** Just these meters. */
    static Meters of(Meter... meters) {
        Map<MeterCode, Meter> byCode =
                Stream.of(meters).collect(Collectors.toUnmodifiableMap(Meter::code, Function.identity()));
        return code -> Optional.ofNullable(byCode.get(code));
    }
}
