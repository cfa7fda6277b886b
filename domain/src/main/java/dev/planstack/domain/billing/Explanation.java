package dev.planstack.domain.billing;

import com.google.common.collect.ImmutableList;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.StackOrder;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Quantity;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a record was covered as it was (rule U6): each plan of the account that names its meter, in the order in which they are
 * drawn on at that time.
 *
 * @param considered the plans with what each did
 */
public record Explanation(List<Considered> considered) {

    /** Keeps a copy. */
    public Explanation {
        considered = ImmutableList.copyOf(considered);
    }

    /** What a plan did for a record, or why it did nothing. */
    public enum Verdict {
        /** It covered all that the plans before it left. */
        COVERED,
        /** It covered a part and has nothing left. */
        DRAINED,
        /** Nothing was left of it. */
        EXHAUSTED,
        /** Nothing of the record was left for it. */
        NOT_REACHED,
        /** It takes effect later. */
        NOT_EFFECTIVE,
        /** It had expired. */
        EXPIRED,
        /** It was frozen. */
        FROZEN,
        /** It was refunded. */
        REFUNDED,
        /** The record came late and the plan's period was over when the oldest open hour began (rule U4). */
        PERIOD_ENDED;

        /** The name on the wire: {@code not-reached}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One plan.
     *
     * @param plan the plan
     * @param verdict what it did
     * @param quantity units of the meter that it covered
     * @param draw what that took from it; empty if nothing
     * @param reason the same in a sentence
     */
    public record Considered(Plan plan, Verdict verdict, Quantity quantity, Optional<Slice.Draw> draw, String reason) {}

    /** Explains a record from the plans of its account and its slices. */
    public static Explanation of(DeductedRecord deducted, Collection<Plan> plans, BillingCalendar calendar) {
        UsageRecord record = deducted.record();
        ImmutableList.Builder<Considered> rows = ImmutableList.builder();
        Quantity rest = record.quantity();
        List<Plan> inOrder = plans.stream()
                .filter(p -> p.terms().meters().containsKey(record.meter()))
                .sorted(StackOrder.at(record.occurredAt(), calendar))
                .toList();
        for (Plan plan : inOrder) {
            Optional<Slice> slice = deducted.slices().stream()
                    .filter(s ->
                            s.draw().filter(d -> d.plan().equals(plan.id())).isPresent())
                    .findFirst();
            Quantity covered = slice.map(Slice::quantity).orElse(Quantity.ZERO);
            Verdict verdict = verdict(plan, record, slice, rest, calendar);
            rest = rest.minus(covered);
            rows.add(new Considered(
                    plan, verdict, covered, slice.flatMap(Slice::draw), reason(verdict, plan, record, calendar)));
        }
        return new Explanation(rows.build());
    }

    private static Verdict verdict(
            Plan plan, UsageRecord record, Optional<Slice> slice, Quantity rest, BillingCalendar calendar) {
        Instant at = record.occurredAt();
        if (slice.isPresent()) {
            return slice.get().quantity().equals(rest) ? Verdict.COVERED : Verdict.DRAINED;
        }
        if (plan.refundedAt().isPresent()) {
            return Verdict.REFUNDED;
        }
        if (at.isBefore(plan.effectiveAt())) {
            return Verdict.NOT_EFFECTIVE;
        }
        if (!at.isBefore(plan.expiresAt())) {
            return Verdict.EXPIRED;
        }
        if (plan.isFrozen(at)) {
            return Verdict.FROZEN;
        }
        if (record.isLate() && !plan.periodEnd(at, calendar).isAfter(record.hour())) {
            return plan.expiresAt().isAfter(record.hour()) ? Verdict.PERIOD_ENDED : Verdict.EXPIRED;
        }
        return rest.isZero() ? Verdict.NOT_REACHED : Verdict.EXHAUSTED;
    }

    private static String reason(Verdict verdict, Plan plan, UsageRecord record, BillingCalendar calendar) {
        return switch (verdict) {
            case COVERED -> "It covered all that was left of the record.";
            case DRAINED -> "It covered what it still held and is used up.";
            case EXHAUSTED -> "Nothing was left of it.";
            case NOT_REACHED -> "Plans before it covered all.";
            case NOT_EFFECTIVE -> "It takes effect at " + plan.effectiveAt() + ", after the usage.";
            case EXPIRED ->
                record.isLate() && record.occurredAt().isBefore(plan.expiresAt())
                        ? "The record came late and counts from " + record.hour() + "; the plan had expired at "
                                + plan.expiresAt() + "."
                        : "It expired at " + plan.expiresAt() + ", before the usage.";
            case FROZEN -> "It was frozen at that time.";
            case REFUNDED -> "It was refunded.";
            case PERIOD_ENDED ->
                "The record came late and counts from " + record.hour() + "; the plan's period had ended at "
                        + plan.periodEnd(record.occurredAt(), calendar) + ".";
        };
    }
}
