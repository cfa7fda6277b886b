package dev.planstack.application.billing;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.FieldFault;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.domain.shared.Refusal;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * A usage record as a client sent it.
 *
 * @param account whose usage it is
 * @param id the client's id
 * @param meter what was used
 * @param quantity how much, with any number of decimals
 * @param occurredAt when
 * @param pointers turns a field of a record, for example {@code /quantity}, into its pointer in the client's request
 */
public record UsageDraft(
        AccountId account,
        RecordId id,
        MeterCode meter,
        Quantity quantity,
        Instant occurredAt,
        UnaryOperator<String> pointers) {

    Refusal located(Refusal refusal) {
        return new Refusal(
                refusal.reason(),
                refusal.detail(),
                refusal.faults().stream()
                        .map(f -> new FieldFault(pointers.apply(f.pointer()), f.detail()))
                        .toList(),
                refusal.facts());
    }
}
