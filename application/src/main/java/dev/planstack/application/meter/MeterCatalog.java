package dev.planstack.application.meter;

import dev.planstack.application.shared.Committed;
import dev.planstack.application.shared.Page;
import dev.planstack.application.shared.Put;
import dev.planstack.application.shared.Reads;
import dev.planstack.application.shared.Writer;
import dev.planstack.domain.meter.Meter;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.meter.MeterDefinition;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Outcome;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The operator's meters (rules M1, M2, M5). */
public final class MeterCatalog {

    private final Writer writer;
    private final Reads reads;
    private final OpenMeters open;
    private final MeterStore stored;
    private final BillingCalendar calendar;

    /** Meters that {@code writer} keeps. */
    public MeterCatalog(Writer writer, Reads reads, OpenMeters open, MeterStore stored, BillingCalendar calendar) {
        this.writer = writer;
        this.reads = reads;
        this.open = open;
        this.stored = stored;
        this.calendar = calendar;
    }

    /** Creates or replaces a meter; refused if unit or scale of a used one would change. */
    public CompletableFuture<Committed<Outcome<Put<Meter>>>> put(MeterCode code, MeterDefinition definition) {
        return writer.submit(turn -> {
            Optional<Meter> before = open.find(code);
            Outcome<Meter> after = before.map(m -> m.replaced(definition, turn.now(), calendar))
                    .orElseGet(() -> Outcome.done(definition.define(code, turn.now(), calendar)));
            return after.map(meter -> {
                open.save(meter, turn);
                return new Put<>(meter, before.isEmpty());
            });
        });
    }

    /** The meter of that code. */
    public Committed<Optional<Meter>> find(MeterCode code) {
        return reads.see(moment -> stored.find(code));
    }

    /** Meters by code. */
    public Committed<Page<Meter>> list(Page.Request page) {
        return reads.see(moment -> stored.list(page));
    }
}
