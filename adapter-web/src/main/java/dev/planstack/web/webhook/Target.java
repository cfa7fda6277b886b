package dev.planstack.web.webhook;

import dev.planstack.domain.shared.Parsed;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where messages are sent.
 *
 * @param secure whether by TLS
 * @param host the host, without the brackets of an IPv6 address
 * @param port the port
 * @param path the path with the query, as it is sent
 */
record Target(boolean secure, String host, int port, String path) {

    private static final int MAX_LENGTH = 2_048;
    private static final int MAX_PORT = 65_535;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /** Reads a URL of {@code https}, or of {@code http} where that is allowed. */
    static Parsed<Target> parse(String url, boolean plainAllowed) {
        if (url.length() > MAX_LENGTH) {
            return Parsed.fault("must have at most " + MAX_LENGTH + " characters");
        }
        // what is sent is written as it is: only what URI takes for printable ASCII may come through
        Optional<URI> uri = url.chars().allMatch(c -> c > ' ' && c < 0x7f) ? uri(url) : Optional.empty();
        if (uri.isEmpty()) {
            return Parsed.fault("must be an absolute URL");
        }
        return of(uri.get(), plainAllowed);
    }

    private static Optional<URI> uri(String url) {
        try {
            return Optional.of(new URI(url)).filter(u -> u.getHost() != null);
        } catch (URISyntaxException e) {
            // a text that is no URL: told by the caller
            return Optional.empty();
        }
    }

    private static Parsed<Target> of(URI uri, boolean plainAllowed) {
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("https");
        if (!secure && !(plainAllowed && scheme.equals("http"))) {
            return Parsed.fault("must begin with https://");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return Parsed.fault("must have no user and no fragment");
        }
        int standard = secure ? HTTPS : HTTP;
        int port = uri.getPort() < 0 ? standard : uri.getPort();
        if (port == 0 || port > MAX_PORT) {
            return Parsed.fault("must have a port from 1 to " + MAX_PORT);
        }
        String path =
                Optional.ofNullable(uri.getRawPath()).filter(p -> !p.isEmpty()).orElse("/");
        String query = Optional.ofNullable(uri.getRawQuery()).map(q -> "?" + q).orElse("");
        return Parsed.of(new Target(secure, bare(uri.getHost()), port, path + query));
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Whether the host is an address, not a name. */
    boolean isAddress() {
        return host.contains(":") || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    /** As the header {@code Host} has it. */
    String authority() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return port == (secure ? HTTPS : HTTP) ? name : name + ":" + port;
    }
}
