package dev.planstack.application.plan;

import dev.planstack.application.shared.DrivenPort;
import dev.planstack.application.shared.Page;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.domain.shared.OfferingId;
import java.util.Optional;

/** Keeps plan offerings. */
@DrivenPort
public interface PlanOfferingStore {

    /** The offering of that id, if there is one. */
    Optional<PlanOffering> find(OfferingId id);

    /** Offerings by id; the cursor is the id. */
    Page<PlanOffering> list(Page.Request page);

    /** Keeps an offering in place of the one before. */
    void save(PlanOffering offering);
}
