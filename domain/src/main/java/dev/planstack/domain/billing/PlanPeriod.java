package dev.planstack.domain.billing;

import dev.planstack.domain.plan.PlanId;
import java.time.Instant;

/**
 * One period of one plan, with a quota of its own; a total plan has just one (rule P1).
 *
 * @param plan the plan
 * @param start the start of the period; for a total plan when it takes effect
 */
public record PlanPeriod(PlanId plan, Instant start) {}
