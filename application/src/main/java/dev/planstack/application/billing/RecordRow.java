package dev.planstack.application.billing;

import dev.planstack.domain.billing.DeductedRecord;

/**
 * A usage record with what it does.
 *
 * @param deducted the record with its slices now
 * @param settled whether that is final
 */
public record RecordRow(DeductedRecord deducted, boolean settled) {

    /** Its place in the order of deduction. */
    public DeductionRow.Cursor cursor() {
        return new DeductionRow.Cursor(deducted.record().position(), 0);
    }
}
