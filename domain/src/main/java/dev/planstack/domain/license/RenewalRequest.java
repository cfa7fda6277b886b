package dev.planstack.domain.license;

import dev.planstack.domain.shared.Term;
import java.time.Instant;
import java.util.Optional;

/**
 * A renewal that someone asks for (rules L3, L5).
 *
 * @param term for how long
 * @param currentExpiresAt the expiry that is to be extended
 * @param autoRenewal what is to happen by itself from then on; empty leaves it as it is
 */
public record RenewalRequest(Term term, Instant currentExpiresAt, Optional<RenewalMode> autoRenewal) {}
