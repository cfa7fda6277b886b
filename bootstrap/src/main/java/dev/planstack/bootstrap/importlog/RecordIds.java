package dev.planstack.bootstrap.importlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;

/**
 * Ids of usage records, such as {@code access.log:12:3f9a0c1b22d4}: the file's name, the line's number, its content.
 * The same line of the same file always has the same id, so that what is sent again is known as a duplicate.
 */
final class RecordIds {
    /** Leaves room for the name's own hash, a line number of 19 digits and the line's hash in 128 characters. */
    private static final int MAX_NAME_LENGTH = 80;

    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]");

    private final String name;

    RecordIds(String fileName) {
        String safe = UNSAFE.matcher(fileName).replaceAll("_");
        // The end of a name is kept, for that is where dates and counters stand.
        String shortened = safe.substring(Math.max(0, safe.length() - MAX_NAME_LENGTH));
        this.name = shortened.equals(fileName) ? fileName : shortened + "-" + ContentHash.of(fileName.getBytes(UTF_8));
    }

    String of(LogLine line) {
        return name + ":" + line.number() + ":" + line.hash();
    }
}
