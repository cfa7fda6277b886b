package dev.planstack.application.meter;

import dev.planstack.application.shared.Turn;
import dev.planstack.domain.meter.Meter;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.meter.Meters;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The meters that the writer works with, kept in memory; of the writer's thread alone. */
public final class OpenMeters implements Meters {

    private final MeterStore stored;
    private final Map<MeterCode, Meter> known = new HashMap<>();

    /** Meters over what is stored. */
    public OpenMeters(MeterStore stored) {
        this.stored = stored;
    }

    @Override
    public Optional<Meter> find(MeterCode code) {
        Optional<Meter> meter = Optional.ofNullable(known.get(code)).or(() -> stored.find(code));
        meter.ifPresent(m -> known.put(code, m));
        return meter;
    }

    /** Keeps a meter, in a turn. */
    public void save(Meter meter, Turn turn) {
        turn.changeCatalog();
        stored.save(meter);
        known.put(meter.code(), meter);
    }

    /** Keeps, in a turn, that usage or a plan names the meter, so that its unit and scale stay (rule M5). */
    public void use(Meter meter, Turn turn) {
        if (!meter.used()) {
            save(meter.asUsed(), turn);
        }
    }

    /** Forgets all: what is in memory may not have been kept. */
    public void forget() {
        known.clear();
    }
}
