package dev.planstack.domain.license;

import dev.planstack.domain.shared.Parsed;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an application is known by; at least one of the three is there (rule L2).
 *
 * @param packageName its Android package name, for example {@code com.acme.shop}
 * @param bundleId its iOS bundle ID, for example {@code com.acme.shop}
 * @param domain its web domain in lower case, for example {@code shop.acme.com}; all its sub-domains belong to it
 */
public record PlatformIdentities(Optional<String> packageName, Optional<String> bundleId, Optional<String> domain) {

    private static final int MAX_LENGTH = 253;

    private static final Pattern PACKAGE_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)*");
    private static final Pattern BUNDLE_ID = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?" + "(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    /** Refuses to be nothing. */
    public PlatformIdentities {
        if (packageName.isEmpty() && bundleId.isEmpty() && domain.isEmpty()) {
            throw new IllegalArgumentException("an application is known by something");
        }
    }

    /** Reads an Android package name of at most 253 characters. */
    public static Parsed<String> parsePackageName(String text) {
        return matching(PACKAGE_NAME, text, "must be an Android package name, such as \"com.acme.shop\"");
    }

    /** Reads an iOS bundle ID of at most 253 characters. */
    public static Parsed<String> parseBundleId(String text) {
        return matching(BUNDLE_ID, text, "must be an iOS bundle ID, such as \"com.acme.shop\"");
    }

    /** Reads a domain name of at most 253 characters, in ASCII as DNS has it; case and a dot at the end do not matter. */
    public static Parsed<String> parseDomain(String text) {
        return matching(
                DOMAIN,
                hostName(text),
                "must be a domain name in ASCII, without scheme and port, such as \"acme.com\"");
    }

    private static Parsed<String> matching(Pattern pattern, String text, String expected) {
        return text.length() <= MAX_LENGTH && pattern.matcher(text).matches()
                ? Parsed.of(text)
                : Parsed.fault(expected);
    }

    /** Whether an application that says it is this is meant (rule L12): a domain matches itself and its sub-domains. */
    public boolean match(PlatformIdentity identity) {
        return switch (identity.platform()) {
            case ANDROID -> packageName.filter(identity.name()::equals).isPresent();
            case IOS -> bundleId.filter(identity.name()::equals).isPresent();
            case WEB -> {
                String host = hostName(identity.name());
                yield domain.filter(d -> host.equals(d) || host.endsWith("." + d))
                        .isPresent();
            }
        };
    }

    private static String hostName(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
