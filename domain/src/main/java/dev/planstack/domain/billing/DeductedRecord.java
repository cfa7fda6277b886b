package dev.planstack.domain.billing;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A usage record with what it took.
 *
 * @param record the record
 * @param slices its slices in the order of deduction; they add up to its quantity (rule P5)
 */
public record DeductedRecord(UsageRecord record, List<Slice> slices) {

    /** Keeps a copy. */
    public DeductedRecord {
        slices = ImmutableList.copyOf(slices);
    }
}
