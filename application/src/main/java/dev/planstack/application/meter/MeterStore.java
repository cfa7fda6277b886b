package dev.planstack.application.meter;

import dev.planstack.application.shared.DrivenPort;
import dev.planstack.application.shared.Page;
import dev.planstack.domain.meter.Meter;
import dev.planstack.domain.meter.MeterCode;
import java.util.Optional;

/** Keeps meters with the history of their prices. */
@DrivenPort
public interface MeterStore {

    /** The meter of that code, if there is one. */
    Optional<Meter> find(MeterCode code);

    /** Meters by code; the cursor is the code. */
    Page<Meter> list(Page.Request page);

    /** Keeps a meter in place of the one before. */
    void save(Meter meter);
}
