package dev.planstack.domain.license;

import dev.planstack.domain.shared.Term;

/**
 * What the operator says of licenses as a whole.
 *
 * @param catalog what can be bought
 * @param grace how long after its expiry the renewal of an order still counts from the old expiry (rule L4)
 */
public record Licensing(LicenseCatalog catalog, Term grace) {

    /** No licenses are sold. */
    public static final Licensing NONE = new Licensing(LicenseCatalog.EMPTY, Term.ZERO);
}
