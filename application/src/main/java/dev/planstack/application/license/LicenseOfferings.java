package dev.planstack.application.license;

import dev.planstack.application.shared.Committed;
import dev.planstack.application.shared.Page;
import dev.planstack.application.shared.Put;
import dev.planstack.application.shared.Reads;
import dev.planstack.application.shared.Writer;
import dev.planstack.domain.license.LicenseOffering;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Outcome;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The SDK licenses that can be bought (rule L1). */
public final class LicenseOfferings {

    private final Writer writer;
    private final Reads reads;
    private final LicenseOfferingStore stored;

    /** Offerings that {@code writer} keeps. */
    public LicenseOfferings(Writer writer, Reads reads, LicenseOfferingStore stored) {
        this.writer = writer;
        this.reads = reads;
        this.stored = stored;
    }

    /** Creates or replaces an offering; orders keep what they were bought with (rule M5). */
    public CompletableFuture<Committed<Outcome<Put<LicenseOffering>>>> put(LicenseOffering offering) {
        return writer.submit(turn -> {
            boolean created = stored.find(offering.id()).isEmpty();
            stored.save(offering);
            turn.changeCatalog();
            return Outcome.done(new Put<>(offering, created));
        });
    }

    /** The offering of that id. */
    public Committed<Optional<LicenseOffering>> find(OfferingId id) {
        return reads.see(moment -> stored.find(id));
    }

    /** Offerings by id. */
    public Committed<Page<LicenseOffering>> list(Page.Request page) {
        return reads.see(moment -> stored.list(page));
    }
}
