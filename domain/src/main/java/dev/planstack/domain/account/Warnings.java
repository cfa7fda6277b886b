package dev.planstack.domain.account;

import java.time.Instant;
import java.util.Optional;

/**
 * What an account was warned of.
 *
 * @param releaseTold the release that was told of a day before (rule A5); empty while none was
 * @param lowBalance where the low-balance alert stands (rule A8)
 */
public record Warnings(Optional<Instant> releaseTold, LowBalance lowBalance) {

    /** Nothing yet. */
    public static final Warnings NONE = new Warnings(Optional.empty(), LowBalance.QUIET);

    /** With a release told of. */
    public Warnings told(Instant release) {
        return new Warnings(Optional.of(release), lowBalance);
    }

    /** With the low-balance alert as it stands now. */
    public Warnings with(LowBalance alert) {
        return new Warnings(releaseTold, alert);
    }
}
