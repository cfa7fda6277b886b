package dev.planstack.application.shared;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.DeductedRecord;
import dev.planstack.domain.billing.Position;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.billing.Slice;
import dev.planstack.domain.billing.UsageRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads usage records; they are kept with {@link AccountBooks#save}. */
@DrivenPort
public interface UsageRecords {

    /** Says which records {@link #find} will be asked for in the open transaction, so that they can be read together. */
    void expect(Map<AccountId, Set<RecordId>> ids);

    /** The records of these ids that are there, voided ones included. */
    Map<RecordId, StoredRecord> find(AccountId account, Collection<RecordId> ids);

    /**
     * The records that count in hours that start at {@code from} or later and before {@code until} and that are neither billed
     * nor voided, in the order of deduction.
     */
    List<UsageRecord> open(AccountId account, Instant from, Instant until);

    /** Of these, the ones after a position, or from the first on, up to and including another; no other is read. */
    List<UsageRecord> open(AccountId account, Optional<Position> after, Position upTo);

    /** The final slices of a billed record, in order. */
    List<Slice> settledSlices(AccountId account, RecordId id);

    /** The billed records of one hour with their final slices, in the order of deduction. */
    List<DeductedRecord> settled(AccountId account, Instant hour);

    /**
     * A record as it is kept.
     *
     * @param record the record
     * @param voided whether it was voided (rule U5)
     * @param settled whether its hour is billed
     */
    record StoredRecord(UsageRecord record, boolean voided, boolean settled) {}
}
