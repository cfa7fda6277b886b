/** Meters and their prices as rows; {@code MeterStorage} is the one door. */
package dev.planstack.persistence.meter;
