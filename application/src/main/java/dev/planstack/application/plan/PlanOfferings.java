package dev.planstack.application.plan;

import dev.planstack.application.meter.OpenMeters;
import dev.planstack.application.shared.Committed;
import dev.planstack.application.shared.Page;
import dev.planstack.application.shared.Put;
import dev.planstack.application.shared.Reads;
import dev.planstack.application.shared.Writer;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.RefusalReason;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The plans that can be bought (rule P1). */
public final class PlanOfferings {

    private final Writer writer;
    private final Reads reads;
    private final OpenMeters meters;
    private final PlanOfferingStore stored;

    /** Offerings that {@code writer} keeps. */
    public PlanOfferings(Writer writer, Reads reads, OpenMeters meters, PlanOfferingStore stored) {
        this.writer = writer;
        this.reads = reads;
        this.meters = meters;
        this.stored = stored;
    }

    /** Creates or replaces an offering; plans keep what they were bought with (rule M5). Refused if a meter is unknown. */
    public CompletableFuture<Committed<Outcome<Put<PlanOffering>>>> put(PlanOffering offering) {
        return writer.submit(turn -> {
            List<Refusal> unknown = offering.meters().keySet().stream()
                    .filter(code -> meters.find(code).isEmpty())
                    .map(code -> Refusal.ofField(
                            RefusalReason.UNKNOWN, "/meters/" + code, "names a meter that does not exist"))
                    .toList();
            if (!unknown.isEmpty()) {
                return Outcome.refused(Refusal.first(unknown));
            }
            boolean created = stored.find(offering.id()).isEmpty();
            stored.save(offering);
            turn.changeCatalog();
            return Outcome.done(new Put<>(offering, created));
        });
    }

    /** The offering of that id. */
    public Committed<Optional<PlanOffering>> find(OfferingId id) {
        return reads.see(moment -> stored.find(id));
    }

    /** Offerings by id. */
    public Committed<Page<PlanOffering>> list(Page.Request page) {
        return reads.see(moment -> stored.list(page));
    }
}
