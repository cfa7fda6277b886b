package dev.planstack.web.billing;

import dev.planstack.application.billing.UsageBatch;
import dev.planstack.application.billing.UsageDraft;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.Instants;
import dev.planstack.domain.shared.Parsed;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.web.shared.Faults;
import dev.planstack.web.shared.Fields;
import dev.planstack.web.shared.Pointer;
import dev.planstack.web.shared.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Gathers the usage records of one request, and what could not be read of them. */
final class UsageDrafts {

    /** The meter judges how many decimals a quantity may have; this only keeps them bounded. */
    private static final int MAX_SCALE = 64;

    private final Faults faults = new Faults();
    private final List<UsageDraft> drafts = new ArrayList<>();

    Faults faults() {
        return faults;
    }

    /** A record in Planstack's own form. */
    void record(Value value) {
        value.object().ifPresent(f -> {
            Optional<RecordId> id = f.get("id").text(RecordId::parse);
            Optional<AccountId> account = f.get("account").text(AccountId::parse);
            Optional<MeterCode> meter = f.get("meter").text(MeterCode::parse);
            Optional<Quantity> quantity = quantity(f);
            Optional<Instant> occurredAt = f.get("occurredAt").text(Instants::parse);
            f.close();
            Pointer at = value.pointer();
            add(account, id, meter, quantity, occurredAt, field -> at.text() + field);
        });
    }

    static Optional<Quantity> quantity(Fields fields) {
        return fields.get("quantity").decimal(UsageDrafts::parseQuantity);
    }

    private static Parsed<Quantity> parseQuantity(String text) {
        return Quantity.parse(text, MAX_SCALE);
    }

    /** A record of which all parts could be read is a draft. */
    void add(
            Optional<AccountId> account,
            Optional<RecordId> id,
            Optional<MeterCode> meter,
            Optional<Quantity> quantity,
            Optional<Instant> occurredAt,
            UnaryOperator<String> pointers) {
        if (account.isPresent()
                && id.isPresent()
                && meter.isPresent()
                && quantity.isPresent()
                && occurredAt.isPresent()) {
            drafts.add(
                    new UsageDraft(account.get(), id.get(), meter.get(), quantity.get(), occurredAt.get(), pointers));
        }
    }

    /**
     * All of them, for the application to judge.
     *
     * @throws dev.planstack.web.shared.ProblemException if not one could be read, so that there is nothing to judge
     */
    UsageBatch batch(boolean withSlices) {
        if (drafts.isEmpty()) {
            faults.refuse();
        }
        return new UsageBatch(drafts, faults.all(), withSlices);
    }
}
