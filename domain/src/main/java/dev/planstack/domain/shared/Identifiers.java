package dev.planstack.domain.shared;

import java.util.Comparator;
import java.util.regex.Pattern;

/** What ids and names may look like, and how ids are ordered: by code point, everywhere (rule T5). */
public final class Identifiers {

    /** The order of ids (rule T5). {@link String#compareTo} orders by UTF-16 unit, which differs beyond U+FFFF. */
    public static final Comparator<String> BY_CODE_POINT = Identifiers::compareByCodePoint;

    private static final int MAX_TEXT_LENGTH = 128;

    private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private Identifiers() {}

    /** Reads an id that a client chooses: 1–64 of {@code A-Za-z0-9._-}. */
    public static Parsed<String> parse(String text) {
        return CLIENT_ID.matcher(text).matches()
                ? Parsed.of(text)
                : Parsed.fault("must be 1 to 64 characters of A-Z, a-z, 0-9, '.', '_' and '-'");
    }

    /** Reads a name or a usage record's id: 1–128 printable characters of any script. */
    public static Parsed<String> parsePrintable(String text) {
        int length = text.codePointCount(0, text.length());
        return length >= 1 && length <= MAX_TEXT_LENGTH && text.codePoints().allMatch(Identifiers::isPrintable)
                ? Parsed.of(text)
                : Parsed.fault("must be 1 to " + MAX_TEXT_LENGTH + " printable characters");
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static int compareByCodePoint(String left, String right) {
        int both = Math.min(left.length(), right.length());
        for (int i = 0; i < both; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r) {
                // half of a pair stands for a code point above all that one unit can hold
                boolean leftPair = Character.isSurrogate(l);
                return leftPair == Character.isSurrogate(r) ? Character.compare(l, r) : leftPair ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
