package dev.planstack.domain.shared;

/**
 * Names what can be bought: a plan offering or a license offering. Chosen by the operator.
 *
 * @param value 1–64 of {@code A-Za-z0-9._-}
 */
public record OfferingId(String value) implements Comparable<OfferingId> {

    /** Reads an id of 1–64 characters of {@code A-Za-z0-9._-}. */
    public static Parsed<OfferingId> parse(String text) {
        return Identifiers.parse(text).map(OfferingId::new);
    }

    @Override
    public int compareTo(OfferingId other) {
        return Identifiers.BY_CODE_POINT.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
