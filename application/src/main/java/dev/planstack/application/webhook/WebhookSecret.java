package dev.planstack.application.webhook;

import dev.planstack.domain.shared.Parsed;
import java.util.Base64;

/**
 * What the messages to an endpoint are signed with. Its text is for the operator alone and never in logs.
 *
 * @param text {@code whsec_} and 24 to 64 bytes in Base64
 */
public record WebhookSecret(String text) {

    private static final String PREFIX = "whsec_";
    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;

    private static final String EXPECTED =
            "must be " + PREFIX + " and the Base64 of " + MIN_BYTES + " to " + MAX_BYTES + " random bytes";

    /** Reads a secret that a client chose. */
    public static Parsed<WebhookSecret> parse(String text) {
        if (!text.startsWith(PREFIX)) {
            return Parsed.fault(EXPECTED);
        }
        try {
            int length = Base64.getDecoder().decode(text.substring(PREFIX.length())).length;
            return length >= MIN_BYTES && length <= MAX_BYTES
                    ? Parsed.of(new WebhookSecret(text))
                    : Parsed.fault(EXPECTED);
        } catch (IllegalArgumentException e) {
            return Parsed.fault(EXPECTED);
        }
    }

    /** A secret of these bytes. */
    public static WebhookSecret of(byte[] bytes) {
        return parse(PREFIX + Base64.getEncoder().encodeToString(bytes)).orThrow();
    }

    /** The key to sign with. */
    public byte[] key() {
        return Base64.getDecoder().decode(text.substring(PREFIX.length()));
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
