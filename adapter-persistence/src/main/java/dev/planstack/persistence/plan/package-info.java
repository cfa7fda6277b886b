/** Plan offerings and plans as rows; {@code PlanStorage} is the one door. */
package dev.planstack.persistence.plan;
