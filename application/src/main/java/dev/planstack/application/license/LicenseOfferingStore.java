package dev.planstack.application.license;

import dev.planstack.application.shared.DrivenPort;
import dev.planstack.application.shared.Page;
import dev.planstack.domain.license.LicenseOffering;
import dev.planstack.domain.shared.OfferingId;
import java.util.Optional;

/** Keeps license offerings. */
@DrivenPort
public interface LicenseOfferingStore {

    /** The offering of that id, if there is one. */
    Optional<LicenseOffering> find(OfferingId id);

    /** Offerings by id; the cursor is the id. */
    Page<LicenseOffering> list(Page.Request page);

    /** Keeps an offering in place of the one before. */
    void save(LicenseOffering offering);
}
