package dev.planstack.domain.billing;

import com.google.common.io.BaseEncoding;
import java.nio.ByteBuffer;

/**
 * A SHA-256 hash: 32 bytes, held as four numbers so that it can neither change nor be mistaken for another of equal content.
 *
 * @param first bytes 0 to 7, the most significant first
 * @param second bytes 8 to 15
 * @param third bytes 16 to 23
 * @param fourth bytes 24 to 31
 */
public record ChainHash(long first, long second, long third, long fourth) {

    /** How many bytes a hash has. */
    public static final int BYTES = 32;

    /** The hash of 32 bytes. */
    public static ChainHash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a hash has " + BYTES + " bytes: " + bytes.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new ChainHash(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    /** Its 32 bytes. */
    public byte[] bytes() {
        byte[] bytes = new byte[BYTES];
        put(ByteBuffer.wrap(bytes));
        return bytes;
    }

    void put(ByteBuffer to) {
        to.putLong(first).putLong(second).putLong(third).putLong(fourth);
    }

    /** 64 hexadecimal digits. */
    @Override
    public String toString() {
        return BaseEncoding.base16().lowerCase().encode(bytes());
    }
}
