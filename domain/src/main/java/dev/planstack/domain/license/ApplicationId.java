package dev.planstack.domain.license;

import dev.planstack.domain.shared.Identifiers;
import dev.planstack.domain.shared.Parsed;

/**
 * Names an application within its account (rule L2). Chosen by the operator.
 *
 * @param value 1–64 of {@code A-Za-z0-9._-}
 */
public record ApplicationId(String value) implements Comparable<ApplicationId> {

    /** Reads an id of 1–64 characters of {@code A-Za-z0-9._-}. */
    public static Parsed<ApplicationId> parse(String text) {
        return Identifiers.parse(text).map(ApplicationId::new);
    }

    @Override
    public int compareTo(ApplicationId other) {
        return Identifiers.BY_CODE_POINT.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
