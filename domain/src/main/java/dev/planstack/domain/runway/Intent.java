package dev.planstack.domain.runway;

import dev.planstack.domain.plan.PlanOffering;
import java.time.Instant;
import java.util.Optional;

/**
 * A purchase that is supposed to be made.
 *
 * @param offering what is bought
 * @param at when
 * @param effectiveAt from when it is to cover usage; empty for the purchase plus the offering's activation delay
 */
public record Intent(PlanOffering offering, Instant at, Optional<Instant> effectiveAt) {}
