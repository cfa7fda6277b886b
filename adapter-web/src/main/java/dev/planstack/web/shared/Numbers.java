package dev.planstack.web.shared;

import dev.planstack.domain.shared.Parsed;
import java.util.regex.Pattern;

/** Reads small whole numbers. */
final class Numbers {

    private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,8}");

    private Numbers() {}

    static Parsed<Integer> parseInt(String text, int min, int max, String expected) {
        if (!WHOLE.matcher(text).matches()) {
            return Parsed.fault(expected);
        }
        int value = Integer.parseInt(text);
        return value >= min && value <= max ? Parsed.of(value) : Parsed.fault(expected);
    }
}
