package dev.planstack.application.runway;

import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.FieldFault;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a simulation is asked to suppose.
 *
 * @param purchases what is bought
 * @param usage what is used
 * @param until where the simulation ends; empty leaves it to the service
 * @param expectedUsage whether the usage that a forecast expects is used besides
 * @param faults what could not be read, which refuses it
 */
public record SimulationDraft(
        List<Purchase> purchases,
        List<Usage> usage,
        Optional<Instant> until,
        boolean expectedUsage,
        List<FieldFault> faults) {

    /** Keeps copies. */
    public SimulationDraft {
        purchases = List.copyOf(purchases);
        usage = List.copyOf(usage);
        faults = List.copyOf(faults);
    }

    /**
     * A purchase.
     *
     * @param pointer where it stands in the request
     * @param offering what is bought
     * @param at when; empty for now
     * @param effectiveAt from when it is to cover usage; empty leaves it to the offering
     */
    public record Purchase(String pointer, OfferingId offering, Optional<Instant> at, Optional<Instant> effectiveAt) {}

    /**
     * Usage.
     *
     * @param pointer where it stands in the request
     * @param meter what is used
     * @param quantity how much
     * @param occurredAt when; what lies before now is received now
     */
    public record Usage(String pointer, MeterCode meter, Quantity quantity, Instant occurredAt) {}
}
