package dev.planstack.bootstrap.serve;

import dev.planstack.domain.shared.Term;

/**
 * What the operator says of licenses.
 *
 * @param renewalGrace how long after its expiry the renewal of an order still counts from the old expiry (rule L4)
 * @param checksPerKey how many license checks a second are answered for one license key
 * @param checksPerAddress how many license checks a second are answered to one address
 */
public record LicenseConfig(Term renewalGrace, int checksPerKey, int checksPerAddress) {

    /** The highest rate that can be asked for, checks a second. */
    public static final int MAX_RATE = 1_000_000;

    /** What holds where nothing is said. */
    public static final LicenseConfig STANDARD = new LicenseConfig(Term.ZERO, 1_000, 100);
}
