package dev.planstack.domain.billing;

import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.Quantity;
import java.time.Instant;

/**
 * The pay-as-you-go quantity that the billed hours of a calendar month hold: where the tiers stand (rule M3).
 *
 * @param month the start of the month
 * @param meter the meter
 * @param payAsYouGo units of the meter that no plan covered
 */
public record MonthUse(Instant month, MeterCode meter, Quantity payAsYouGo) {}
