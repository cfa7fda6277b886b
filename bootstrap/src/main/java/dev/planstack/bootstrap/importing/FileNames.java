package dev.planstack.bootstrap.importing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;

/** Names of files as part of ids. */
public final class FileNames {
    /** Leaves room for the name's own hash, a number of 19 digits and a hash in 128 characters. */
    private static final int MAX_LENGTH = 80;

    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]");

    private FileNames() {}

    /** The name in at most 93 of {@code A-Za-z0-9._-}; other names have other texts. */
    public static String safe(String fileName) {
        String safe = UNSAFE.matcher(fileName).replaceAll("_");
        // The end of a name is kept, for that is where dates and counters stand.
        String shortened = safe.substring(Math.max(0, safe.length() - MAX_LENGTH));
        return shortened.equals(fileName) ? fileName : shortened + "-" + ContentHash.of(fileName.getBytes(UTF_8));
    }
}
