package dev.planstack.web.shared;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** Tells clients apart by where they are. */
final class ClientAddress {

    /** Bytes of an IPv6 address that name a network; whoever has one such network has all addresses in it. */
    private static final int NETWORK_BYTES = 8;

    private ClientAddress() {}

    /** What clients at one place have in common: the IPv4 address, or the IPv6 network. */
    static String of(String remote) {
        if (remote.indexOf(':') < 0) {
            return remote;
        }
        try {
            // holds a colon, so this is never looked up as a name
            byte[] address = InetAddress.getByName(remote).getAddress();
            return address.length > NETWORK_BYTES
                    ? HexFormat.of().formatHex(Arrays.copyOf(address, NETWORK_BYTES)) + "/64"
                    : InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            return remote;
        }
    }
}
