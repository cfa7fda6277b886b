package dev.planstack.domain.billing;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.account.Transaction;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * Chains what happened to one account, in the order in which it was committed: usage accepted, usage voided, transactions
 * posted. Each entry's hash covers the one before it, so a row that was changed, dropped or swapped later is found.
 *
 * <p>The hash of an entry is SHA-256 over the 32 bytes of the hash before it and the bytes of the entry; before the first
 * entry stands the SHA-256 of the account's id in UTF-8. The bytes of an entry are
 *
 * <ul>
 *   <li>usage accepted: {@code 1}, id, meter, quantity, occurredAt, receivedAt, hour;
 *   <li>usage voided: {@code 2}, then the same as when it was accepted;
 *   <li>transaction: {@code 3}, number, type, amount, balanceAfter, at, reference (empty where there is none)
 * </ul>
 *
 * where the first is one byte; a number has eight bytes; a text has two bytes for the length of its UTF-8 and then that; an
 * instant is the number of nanoseconds since 1970-01-01T00:00:00Z; an amount or quantity has sixteen bytes and is the number
 * of billionths. Numbers are in two's complement, the most significant byte first.
 *
 * <p>An accumulator for one thread.
 */
public final class HashChain {

    private static final byte ACCEPTED = 1;
    private static final byte VOIDED = 2;
    private static final byte POSTED = 3;

    private static final int DECIMALS = 9;
    private static final int DIGITS_OF_A_LONG = 18;
    private static final long NANOS = 1_000_000_000L;

    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::create);

    private Link head;

    /** A chain that goes on from its head. */
    public HashChain(Link head) {
        this.head = head;
    }

    /** Where the next entry is added. */
    public Link head() {
        return head;
    }

    /** Adds a record that was accepted. */
    public Chained<UsageRecord> accepted(UsageRecord record) {
        return usage(ACCEPTED, record);
    }

    /** Adds that a record was voided. */
    public Chained<UsageRecord> voided(UsageRecord record) {
        return usage(VOIDED, record);
    }

    private Chained<UsageRecord> usage(byte kind, UsageRecord record) {
        Scratch scratch = SCRATCH.get();
        ByteBuffer entry = scratch.begin(head.hash(), kind);
        put(entry, record.id().value());
        put(entry, record.meter().value());
        put(entry, record.quantity().value());
        put(entry, record.occurredAt());
        put(entry, record.receivedAt());
        put(entry, record.hour());
        return new Chained<>(record, next(scratch));
    }

    /** Adds a transaction that was posted. */
    public Chained<Transaction> posted(Transaction transaction) {
        Scratch scratch = SCRATCH.get();
        ByteBuffer entry = scratch.begin(head.hash(), POSTED);
        entry.putLong(transaction.number());
        put(entry, transaction.type().code());
        put(entry, transaction.amount().amount());
        put(entry, transaction.balanceAfter().amount());
        put(entry, transaction.at());
        put(entry, transaction.reference().orElse(""));
        return new Chained<>(transaction, next(scratch));
    }

    private Link next(Scratch scratch) {
        head = new Link(head.place() + 1, scratch.hash());
        return head;
    }

    static ChainHash hashOf(AccountId account) {
        Scratch scratch = SCRATCH.get();
        scratch.entry().clear().put(account.value().getBytes(StandardCharsets.UTF_8));
        return scratch.hash();
    }

    private static void put(ByteBuffer entry, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        entry.putShort((short) utf8.length).put(utf8);
    }

    private static void put(ByteBuffer entry, Instant instant) {
        entry.putLong(Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano()));
    }

    private static void put(ByteBuffer entry, BigDecimal value) {
        BigDecimal billionths = value.movePointRight(DECIMALS);
        if (billionths.precision() <= DIGITS_OF_A_LONG) {
            long low = billionths.longValueExact();
            entry.putLong(low < 0 ? -1 : 0).putLong(low);
        } else {
            var whole = billionths.toBigIntegerExact();
            entry.putLong(whole.shiftRight(Long.SIZE).longValueExact()).putLong(whole.longValue());
        }
    }

    /**
     * What hashing needs, kept for each thread: a digest costs more to make than to use.
     *
     * @param digest SHA-256
     * @param entry the hash before and the bytes of the entry, which the longest ids and references leave more than half empty
     */
    private record Scratch(MessageDigest digest, ByteBuffer entry) {

        private static final int LONGEST_ENTRY = 2048;

        static Scratch create() {
            try {
                return new Scratch(MessageDigest.getInstance("SHA-256"), ByteBuffer.allocate(LONGEST_ENTRY));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        ByteBuffer begin(ChainHash before, byte kind) {
            entry.clear();
            before.put(entry);
            return entry.put(kind);
        }

        ChainHash hash() {
            digest.update(entry.flip());
            return ChainHash.of(digest.digest());
        }
    }
}
