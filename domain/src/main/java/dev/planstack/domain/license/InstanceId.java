package dev.planstack.domain.license;

import dev.planstack.domain.shared.Identifiers;
import dev.planstack.domain.shared.Parsed;

/**
 * What a license order is known by to who renews it (rule L1), unique within its account.
 *
 * @param value 1–128 printable characters
 */
public record InstanceId(String value) {

    /** Reads an id of 1–128 printable characters. */
    public static Parsed<InstanceId> parse(String text) {
        return Identifiers.parsePrintable(text).map(InstanceId::new);
    }

    @Override
    public String toString() {
        return value;
    }
}
