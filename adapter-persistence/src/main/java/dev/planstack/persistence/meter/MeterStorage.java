package dev.planstack.persistence.meter;

import dev.planstack.application.meter.MeterStore;
import dev.planstack.persistence.shared.Kind;
import dev.planstack.persistence.shared.Sessions;

/** What is stored of meters. */
public final class MeterStorage {

    private MeterStorage() {}

    /** Meters as lines of an export. */
    public static Kind kind() {
        return MeterKinds.METER;
    }

    /** Keeps meters. */
    public static MeterStore store(Sessions sessions) {
        return new SqlMeterStore(sessions);
    }
}
