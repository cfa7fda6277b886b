package dev.planstack.domain.meter;

import dev.planstack.domain.shared.Identifiers;
import dev.planstack.domain.shared.Parsed;

/**
 * Names a meter, for example {@code traffic.cn}. Chosen by the operator (rule M1).
 *
 * @param value 1–64 of {@code A-Za-z0-9._-}
 */
public record MeterCode(String value) implements Comparable<MeterCode> {

    /** Reads an id of 1–64 characters of {@code A-Za-z0-9._-}. */
    public static Parsed<MeterCode> parse(String text) {
        return Identifiers.parse(text).map(MeterCode::new);
    }

    @Override
    public int compareTo(MeterCode other) {
        return Identifiers.BY_CODE_POINT.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
