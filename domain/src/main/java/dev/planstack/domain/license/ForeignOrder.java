package dev.planstack.domain.license;

import com.google.common.collect.ImmutableList;
import dev.planstack.domain.shared.OfferingId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A license order that was sold elsewhere and is to be taken over.
 *
 * @param instanceId what it is known by there; without one it can only be replaced (rule L7)
 * @param sdks the SDKs that it holds, at least one, each once
 * @param startsAt when it starts
 * @param expiresAt when it expires
 * @param offering the offering here that it corresponds to; without one it can only be replaced (rule L7)
 * @param application the application to bind it to at once
 */
public record ForeignOrder(
        Optional<InstanceId> instanceId,
        List<LicensedSdk> sdks,
        Instant startsAt,
        Instant expiresAt,
        Optional<OfferingId> offering,
        Optional<ApplicationId> application) {

    /** Keeps a copy. */
    public ForeignOrder {
        sdks = ImmutableList.copyOf(sdks);
    }
}
