package dev.planstack.domain.license;

import dev.planstack.domain.shared.Term;
import java.util.Optional;

/**
 * How a license order is renewed by itself (rule L9).
 *
 * @param mode whether it is
 * @param term for how long; given if and only if the mode is {@link RenewalMode#AUTO}
 */
public record AutoRenewal(RenewalMode mode, Optional<Term> term) {

    /** Someone has to renew it: what holds where nothing is said. */
    public static final AutoRenewal MANUAL = new AutoRenewal(RenewalMode.MANUAL, Optional.empty());

    /** It is not to be renewed. */
    public static final AutoRenewal NONE = new AutoRenewal(RenewalMode.NONE, Optional.empty());

    /** Refuses a term without renewal, and renewal without a term. */
    public AutoRenewal {
        if (term.isPresent() != (mode == RenewalMode.AUTO)) {
            throw new IllegalArgumentException("a term goes with auto, and auto with a term");
        }
    }

    /** What a mode means where a term is known. */
    public static AutoRenewal of(RenewalMode mode, Term term) {
        return mode == RenewalMode.AUTO ? auto(term) : new AutoRenewal(mode, Optional.empty());
    }

    /** It is renewed for a term. */
    public static AutoRenewal auto(Term term) {
        return new AutoRenewal(RenewalMode.AUTO, Optional.of(term));
    }
}
