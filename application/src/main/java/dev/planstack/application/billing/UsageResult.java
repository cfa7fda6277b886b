package dev.planstack.application.billing;

import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.billing.Slice;
import java.util.List;

/**
 * What became of one usage record.
 *
 * @param id its id
 * @param duplicate whether it was there before
 * @param late whether its own hour was billed before it came (rule U4)
 * @param slices its slices as they stand after the whole request; none where they were not asked for or it was voided
 */
public record UsageResult(RecordId id, boolean duplicate, boolean late, List<Slice> slices) {}
