package dev.planstack.domain.billing;

import dev.planstack.domain.shared.Identifiers;
import dev.planstack.domain.shared.Parsed;

/**
 * Names a usage record within its account; chosen by the client, so that a repeat is known as one (rule U1).
 *
 * @param value 1–128 printable characters
 */
public record RecordId(String value) implements Comparable<RecordId> {

    /** Reads an id of 1–128 printable characters. */
    public static Parsed<RecordId> parse(String text) {
        return Identifiers.parsePrintable(text).map(RecordId::new);
    }

    @Override
    public int compareTo(RecordId other) {
        return Identifiers.BY_CODE_POINT.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
