package dev.planstack.application.billing;

import dev.planstack.application.shared.QueryPort;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.DeductedRecord;
import dev.planstack.domain.billing.HourUse;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.domain.shared.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What storage tells of usage. */
@QueryPort
public interface UsageQueries {

    /**
     * What was used hour by hour, by hour and meter, open hours included; these carry no amount.
     *
     * @param meter only of this meter
     * @param from only hours that start at this instant or later
     * @param to only hours that start before this instant
     */
    List<HourUse> hours(AccountId account, Optional<MeterCode> meter, Optional<Instant> from, Optional<Instant> to);

    /** The pay-as-you-go quantity of the hours that start at {@code from} or later and before {@code to}. */
    Quantity payAsYouGo(AccountId account, MeterCode meter, Instant from, Instant to);

    /** Which deductions are asked for; instants are of {@code occurredAt}, {@code to} exclusive. */
    record DeductionFilter(
            Optional<PlanId> plan, Optional<MeterCode> meter, Optional<Instant> from, Optional<Instant> to) {}

    /** Which records are asked for; instants are of the hours that records count in, {@code to} exclusive. */
    record RecordFilter(Optional<MeterCode> meter, Optional<Instant> from, Optional<Instant> to) {}

    /** The billed records behind {@code after} with their final slices, in the order of deduction. */
    List<DeductedRecord> settledRecords(
            AccountId account, RecordFilter filter, Optional<DeductionRow.Cursor> after, int limit);

    /** The final deductions behind {@code after}, in the order of deduction. */
    List<DeductionRow> settledDeductions(
            AccountId account, DeductionFilter filter, Optional<DeductionRow.Cursor> after, int limit);
}
