package dev.planstack.domain.license;

import dev.planstack.domain.shared.OfferingId;
import java.util.Optional;

/** The licenses that can be bought, as they are now. */
@FunctionalInterface
public interface LicenseCatalog {

    /** Nothing can be bought. */
    LicenseCatalog EMPTY = id -> Optional.empty();

    /** The offering of that id, if there is one. */
    Optional<LicenseOffering> find(OfferingId id);
}
