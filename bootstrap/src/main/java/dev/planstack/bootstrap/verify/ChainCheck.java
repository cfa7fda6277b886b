package dev.planstack.bootstrap.verify;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The chain of an account's entries. They may come in any order: an entry is checked as soon as the one before it is known, so
 * only what waits for its neighbour is held.
 */
final class ChainCheck {

    private static final String RULE = "hash chain";
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int DECIMALS = 9;
    private static final int BYTES_OF_DECIMAL = 16;
    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);

    /** An entry that waits for the hash before it. */
    private record Waiting(String what, ByteBuffer content, String hash) {}

    private final String account;
    private final Report report;
    private final MessageDigest digest;
    private final Map<Long, Waiting> entries = new HashMap<>();
    private final Map<Long, String> hashes = new HashMap<>();
    private final BitSet places = new BitSet();
    private String last;
    private long length;

    ChainCheck(String account, Report report) {
        this.account = account;
        this.report = report;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        last = HexFormat.of().formatHex(digest.digest(account.getBytes(StandardCharsets.UTF_8)));
        hashes.put(0L, last);
    }

    void usage(Line line, UsageFacts usage) {
        add("usage " + usage.id(), line.number("place"), line.text("hash"), content(1, usage));
        boolean entered =
                !line.node("voidPlace").isNull() && !line.node("voidHash").isNull();
        if (entered) {
            add("void of usage " + usage.id(), line.number("voidPlace"), line.text("voidHash"), content(2, usage));
        }
        if (entered != usage.voided()) {
            report.violation(
                    RULE,
                    account,
                    "usage " + usage.id()
                            + (entered ? " was voided, but is not marked so" : " is marked as voided, but never was"));
        }
    }

    private static byte[] content(int kind, UsageFacts usage) {
        return content(out -> {
            out.writeByte(kind);
            text(out, usage.id());
            text(out, usage.meter());
            decimal(out, usage.quantity());
            instant(out, usage.occurredAt());
            instant(out, usage.receivedAt());
            instant(out, usage.hour());
        });
    }

    void transaction(Line line) {
        long number = line.number("number");
        byte[] content = content(out -> {
            out.writeByte(3);
            out.writeLong(number);
            text(out, line.text("type"));
            decimal(out, line.decimal("amount"));
            decimal(out, line.decimal("balanceAfter"));
            instant(out, line.instant("at"));
            text(out, line.optionalText("reference").orElse(""));
        });
        add("transaction " + number, line.number("place"), line.text("hash"), content);
    }

    private interface Content {

        void write(DataOutputStream out) throws IOException;
    }

    private static byte[] content(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            content.write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    // two bytes for the length, then UTF-8; DataOutputStream.writeUTF is another encoding
    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(utf8.length);
        out.write(utf8);
    }

    private static void instant(DataOutputStream out, Instant instant) throws IOException {
        out.writeLong(BigInteger.valueOf(instant.getEpochSecond())
                .multiply(NANOS)
                .add(BigInteger.valueOf(instant.getNano()))
                .longValue());
    }

    private static void decimal(DataOutputStream out, BigDecimal value) throws IOException {
        byte[] number = value.movePointRight(DECIMALS).toBigInteger().toByteArray();
        byte sign = (byte) (value.signum() < 0 ? -1 : 0);
        for (int i = number.length; i < BYTES_OF_DECIMAL; i++) {
            out.writeByte(sign);
        }
        out.write(number);
    }

    private void add(String what, long place, String hash, byte[] content) {
        if (!HASH.matcher(hash).matches()) {
            report.violation(RULE, account, what + " has no hash, but \"" + hash + "\"");
            return;
        }
        if (place < 1 || place > Integer.MAX_VALUE || places.get((int) place)) {
            report.violation(RULE, account, what + " stands at place " + place + ", where it cannot be or another is");
            return;
        }
        places.set((int) place);
        if (place > length) {
            length = place;
            last = hash;
        }
        entries.put(place, new Waiting(what, ByteBuffer.wrap(content), hash));
        hashes.put(place, hash);
        check(place);
        check(place + 1);
    }

    private void check(long place) {
        String before = hashes.get(place - 1);
        Waiting entry = entries.get(place);
        if (before == null || entry == null) {
            return;
        }
        entries.remove(place);
        hashes.remove(place - 1);
        digest.update(HexFormat.of().parseHex(before));
        digest.update(entry.content());
        String computed = HexFormat.of().formatHex(digest.digest());
        if (!computed.equals(entry.hash())) {
            report.violation(
                    RULE,
                    account,
                    entry.what() + " at place " + place + " is not what was entered there, or follows"
                            + " another entry");
        }
    }

    /** All entries were told of; what the account says of its chain must be the end of it. */
    void end(Line line) {
        for (int gap = places.nextClearBit(1); gap <= length; gap = places.nextClearBit(gap + 1)) {
            report.violation(RULE, account, "the entry at place " + gap + " is missing");
        }
        long said = line.number("chainLength");
        if (said != length || !line.text("chainHash").equals(last)) {
            report.violation(
                    RULE,
                    account,
                    "the chain ends at place " + length + " with hash " + last + ", but should end at place " + said
                            + " with hash " + line.text("chainHash"));
        }
    }
}
