package dev.planstack.persistence.shared;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads page cursors. */
public final class Cursors {

    private static final Pattern PLACE = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,9})");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private Cursors() {}

    /**
     * A place in the feed of all events.
     *
     * @param commit the commit
     * @param ordinal the place in it, from 0
     */
    public record Place(long commit, int ordinal) {

        /** The place that a cursor such as {@code 17.0} names. */
        public static Place parse(String cursor) {
            Matcher matcher = PLACE.matcher(cursor);
            if (!matcher.matches()) {
                throw unreadable(cursor);
            }
            return new Place(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        }

        /** As {@link #parse} reads it. */
        public String text() {
            return commit + "." + ordinal;
        }
    }

    /** The number behind a prefix, in a cursor such as {@code tx-000000001}. */
    public static long number(String prefix, String cursor) {
        String digits = cursor.startsWith(prefix) ? cursor.substring(prefix.length()) : "";
        if (!NUMBER.matcher(digits).matches()) {
            throw unreadable(cursor);
        }
        return Long.parseLong(digits);
    }

    /** What is thrown where a cursor is none that a page ended with. */
    public static IllegalArgumentException unreadable(String cursor) {
        return new IllegalArgumentException("not a cursor that a page of this list ended with: " + cursor);
    }
}
