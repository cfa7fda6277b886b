package dev.planstack.application.apikey;

import dev.planstack.domain.shared.Parsed;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The public part of a key, by which it is found.
 *
 * @param value 16 hexadecimal digits
 */
public record ApiKeyId(String value) {

    static final int BYTES = 8;

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + 2 * BYTES + "}");

    /** Reads an id. */
    public static Parsed<ApiKeyId> parse(String text) {
        return FORM.matcher(text).matches()
                ? Parsed.of(new ApiKeyId(text))
                : Parsed.fault("must be " + 2 * BYTES + " hexadecimal digits");
    }

    /** The id of these bytes. */
    static ApiKeyId of(byte[] bytes) {
        return parse(HexFormat.of().formatHex(bytes)).orThrow();
    }

    @Override
    public String toString() {
        return value;
    }
}
