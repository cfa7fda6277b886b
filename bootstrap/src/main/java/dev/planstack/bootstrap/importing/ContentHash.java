package dev.planstack.bootstrap.importing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short fingerprint of some bytes: the first 12 hexadecimal digits of their SHA-256. */
public final class ContentHash {
    private static final int BYTES_SHOWN = 6;

    private ContentHash() {}

    /** The fingerprint of these bytes. */
    public static String of(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash, 0, BYTES_SHOWN);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
