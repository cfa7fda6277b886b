package dev.planstack.domain.license;

import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.Term;
import java.time.Instant;
import java.util.Optional;

/**
 * What a renewal would be (rule L6).
 *
 * @param order the order as it is
 * @param term for how long
 * @param renewal what it would come to; empty if the order cannot be renewed
 * @param refusal why it cannot, by whatever term and money; empty if it can
 */
public record RenewalQuote(LicenseOrder order, Term term, Optional<Offer> renewal, Optional<Refusal> refusal) {

    /**
     * What a renewal would come to now.
     *
     * @param newExpiresAt the new expiry
     * @param amount the price
     */
    public record Offer(Instant newExpiresAt, Money amount) {}
}
