package dev.planstack.application.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an endpoint's messages are signed with.
 *
 * @param secret the secret
 * @param former the secret before it
 */
public record Signing(WebhookSecret secret, Optional<Former> former) {

    /** How long a secret is signed with besides the one that took its place. */
    public static final Duration OVERLAP = Duration.ofHours(24);

    /**
     * A secret that was replaced.
     *
     * @param secret the secret
     * @param until when it is signed with no more
     */
    public record Former(WebhookSecret secret, Instant until) {}

    /** Signing with one secret. */
    public static Signing with(WebhookSecret secret) {
        return new Signing(secret, Optional.empty());
    }

    /** With another secret from now on, and with this one as well for a while. */
    public Signing rotated(WebhookSecret next, Instant now) {
        return next.equals(secret) ? this : new Signing(next, Optional.of(new Former(secret, now.plus(OVERLAP))));
    }

    /** All secrets to sign with, the current one first. */
    public List<WebhookSecret> secrets(Instant now) {
        return former.filter(f -> now.isBefore(f.until()))
                .map(f -> List.of(secret, f.secret()))
                .orElseGet(() -> List.of(secret));
    }
}
