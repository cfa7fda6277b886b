package dev.planstack.application.billing;

import dev.planstack.domain.shared.FieldFault;
import java.util.List;

/**
 * The usage records of one request.
 *
 * @param drafts the records that could be read
 * @param faults fields that could not be read; with any, the request is refused, and all else at fault is told too
 * @param withSlices whether the slices of each record are asked for
 */
public record UsageBatch(List<UsageDraft> drafts, List<FieldFault> faults, boolean withSlices) {

    /** Keeps copies. */
    public UsageBatch {
        drafts = List.copyOf(drafts);
        faults = List.copyOf(faults);
    }
}
