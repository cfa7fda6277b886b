package dev.planstack.web.webhook;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Which addresses are of the public internet: all but those set aside for other uses (IANA's special-purpose registries). */
final class Addresses {

    private static final int V4_BYTES = 4;
    private static final int V4_BITS = 32;

    private static final List<Block> V4_SET_ASIDE = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** Global unicast, which is all that is routed; the rest is loopback, link-local, local, multicast or not assigned. */
    private static final List<Block> V6_PUBLIC = blocks("2000::/3");

    /** Protocol assignments with Teredo, documentation, and 6to4, in which IPv4 addresses hide. */
    private static final List<Block> V6_SET_ASIDE = blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /** IPv4 addresses translated by a gateway. */
    private static final Block V6_TRANSLATED = blocks("64:ff9b::/96").get(0);

    private Addresses() {}

    /** Addresses of {@code bits} bits of which the first {@code length} are those of {@code start}. */
    private record Block(BigInteger start, int bits, int length) {

        boolean contains(byte[] address) {
            return address.length * Byte.SIZE == bits
                    && new BigInteger(1, address).shiftRight(bits - length).equals(start.shiftRight(bits - length));
        }
    }

    private static List<Block> blocks(String... texts) {
        return Arrays.stream(texts).map(Addresses::block).toList();
    }

    private static Block block(String text) {
        int slash = text.indexOf('/');
        try {
            // an address, so nothing is looked up
            byte[] start = InetAddress.getByName(text.substring(0, slash)).getAddress();
            return new Block(
                    new BigInteger(1, start), start.length * Byte.SIZE, Integer.parseInt(text.substring(slash + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** Whether an address is of the public internet. IPv6 addresses that stand for IPv4 ones are judged as those. */
    static boolean isPublic(InetAddress address) {
        return isPublic(address.getAddress());
    }

    private static boolean isPublic(byte[] address) {
        if (address.length == V4_BYTES) {
            return V4_SET_ASIDE.stream().noneMatch(block -> block.contains(address));
        }
        if (V6_TRANSLATED.contains(address) || isMapped(address)) {
            return isPublic(Arrays.copyOfRange(address, address.length - V4_BYTES, address.length));
        }
        return V6_PUBLIC.stream().anyMatch(block -> block.contains(address))
                && V6_SET_ASIDE.stream().noneMatch(block -> block.contains(address));
    }

    /** {@code ::ffff:a.b.c.d}; Java makes most of them IPv4 addresses by itself. */
    private static boolean isMapped(byte[] address) {
        return new BigInteger(1, address).shiftRight(V4_BITS).equals(BigInteger.valueOf(0xffff));
    }
}
