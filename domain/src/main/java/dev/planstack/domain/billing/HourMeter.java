package dev.planstack.domain.billing;

import dev.planstack.domain.meter.MeterCode;
import java.time.Instant;

/**
 * A meter in a stretch of time.
 *
 * @param hour the start of the hour, or of the month
 * @param meter the meter
 */
record HourMeter(Instant hour, MeterCode meter) {}
