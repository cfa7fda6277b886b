package dev.planstack.application.runway;

import dev.planstack.application.meter.MeterStore;
import dev.planstack.application.plan.PlanOfferingStore;
import dev.planstack.domain.account.Account;
import dev.planstack.domain.billing.UsageAdmission;
import dev.planstack.domain.billing.UsageRecord;
import dev.planstack.domain.meter.Meter;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.domain.runway.ExpectedUsage;
import dev.planstack.domain.runway.Forecast;
import dev.planstack.domain.runway.Intent;
import dev.planstack.domain.runway.PastUsage;
import dev.planstack.domain.runway.Standing;
import dev.planstack.domain.runway.Supposition;
import dev.planstack.domain.shared.FieldFault;
import dev.planstack.domain.shared.Instants;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.RefusalReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Judges what a simulation is asked to suppose. What no state of the account could change is refused with every field at fault; whether a
 * purchase can be paid is what the simulation answers.
 */
final class SimulationCheck {

    /**
     * What can be simulated.
     *
     * @param supposition what is supposed
     * @param until where it ends
     */
    record Checked(Supposition supposition, Instant until) {}

    private final Standing standing;
    private final Account account;
    private final MeterStore meters;
    private final PlanOfferingStore offerings;
    private final List<Refusal> refusals = new ArrayList<>();

    SimulationCheck(Standing standing, MeterStore meters, PlanOfferingStore offerings) {
        this.standing = standing;
        this.account = standing.snapshot().account();
        this.meters = meters;
        this.offerings = offerings;
    }

    Outcome<Checked> check(SimulationDraft draft, Supplier<PastUsage> past) {
        if (!draft.faults().isEmpty()) {
            refusals.add(Refusal.ofFaults(draft.faults()));
        }
        Instant until = draft.until().orElse(standing.now().plus(Simulations.DEFAULT_LENGTH));
        if (until.isBefore(standing.now()) || until.isAfter(standing.now().plus(Forecast.HORIZON))) {
            refuse(
                    RefusalReason.INVALID,
                    "/until",
                    "must lie at most " + Forecast.HORIZON.toDays() + " days after now, which is " + standing.now());
        }
        List<Intent> purchases = draft.purchases().stream()
                .flatMap(purchase -> intent(purchase, until).stream())
                .toList();
        List<UsageRecord> usage = new ArrayList<>();
        for (SimulationDraft.Usage used : draft.usage()) {
            record(used, until, usage.size()).ifPresent(usage::add);
        }
        if (!refusals.isEmpty()) {
            return Outcome.refused(Refusal.first(refusals));
        }
        List<ExpectedUsage> expected =
                draft.expectedUsage() ? Forecast.expected(standing, past.get(), Optional.empty()) : List.of();
        return Outcome.done(new Checked(new Supposition(purchases, usage, expected), until));
    }

    private Optional<Intent> intent(SimulationDraft.Purchase purchase, Instant until) {
        Instant at = purchase.at().orElse(standing.now());
        if (at.isBefore(standing.now()) || at.isAfter(until)) {
            refuse(
                    RefusalReason.INVALID,
                    purchase.pointer() + "/at",
                    "must lie between now, which is " + standing.now() + ", and the end of the simulation, " + until);
        }
        Optional<PlanOffering> offering = offerings.find(purchase.offering());
        String pointer = purchase.pointer() + "/offering";
        if (offering.isEmpty()) {
            refuse(RefusalReason.UNKNOWN, pointer, "names an offering that does not exist");
            return Optional.empty();
        }
        if (offering.get().withdrawn()) {
            refuse(RefusalReason.UNKNOWN, pointer, "is withdrawn and can no longer be bought");
        }
        account.refusesWithoutPrice(offering.get().prices().keySet(), pointer).ifPresent(refusals::add);
        Instant effectiveAt = purchase.effectiveAt()
                .orElseGet(() -> standing.calendar().plus(at, offering.get().activationDelay()));
        if (effectiveAt.isBefore(at)) {
            refuse(
                    RefusalReason.INVALID,
                    purchase.pointer() + "/effectiveAt",
                    "must not lie before the purchase, " + at);
        }
        Instants.refusesExpiry(
                        standing.calendar().plus(effectiveAt, offering.get().validity()),
                        purchase.pointer() + "/effectiveAt")
                .ifPresent(refusals::add);
        return Optional.of(new Intent(offering.get(), at, purchase.effectiveAt()));
    }

    private Optional<UsageRecord> record(SimulationDraft.Usage used, Instant until, int number) {
        Optional<Meter> meter = meters.find(used.meter());
        if (used.occurredAt().isAfter(until)) {
            refuse(
                    RefusalReason.INVALID,
                    used.pointer() + "/occurredAt",
                    "must not lie after the end of the simulation, " + until);
        }
        if (meter.isEmpty()) {
            refuse(RefusalReason.UNKNOWN, used.pointer() + "/meter", "names a meter that does not exist");
            return Optional.empty();
        }
        if (used.quantity().value().stripTrailingZeros().scale() > meter.get().scale()) {
            refuse(
                    RefusalReason.INVALID,
                    used.pointer() + "/quantity",
                    "must have at most " + meter.get().scale() + " decimals, the scale of meter " + used.meter());
        }
        Instant received = used.occurredAt().isBefore(standing.now()) ? standing.now() : used.occurredAt();
        UsageRecord record = UsageRecord.received(
                Supposition.recordId(number),
                used.meter(),
                used.quantity(),
                used.occurredAt(),
                received,
                standing.calendar());
        // whether the account is released by then is what the simulation answers
        UsageAdmission.refuses(record, meter.get(), account)
                .filter(refusal -> refusal.reason() != RefusalReason.ACCOUNT_RELEASED)
                .ifPresent(refusal -> refusals.add(located(refusal, used.pointer())));
        return Optional.of(record);
    }

    private static Refusal located(Refusal refusal, String pointer) {
        List<FieldFault> faults = refusal.faults().stream()
                .map(fault -> new FieldFault(pointer + fault.pointer(), fault.detail()))
                .toList();
        return new Refusal(refusal.reason(), refusal.detail(), faults, refusal.facts());
    }

    private void refuse(RefusalReason reason, String pointer, String detail) {
        refusals.add(Refusal.ofField(reason, pointer, detail));
    }
}
