package dev.planstack.testing;

import dev.planstack.domain.billing.UsageRecord;
import dev.planstack.domain.meter.Meters;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.domain.shared.BillingCalendar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules P3–P6, U3 and U4 read off the page: every record looks at every plan. It shares no code with the engine but the types, and
 * what the engine does is held against it.
 */
public final class NaiveDeduction {

    /** A slice: plan (null for pay-as-you-go), units of the meter, plan units. */
    public record Cut(String plan, String quantity, String units) {}

    private final BillingCalendar calendar;
    private final Meters meters;
    private final Collection<Plan> plans;
    private final Map<String, BigDecimal> taken = new HashMap<>();

    private NaiveDeduction(BillingCalendar calendar, Meters meters, Collection<Plan> plans) {
        this.calendar = calendar;
        this.meters = meters;
        this.plans = plans;
    }

    /** The slices of each record by its id. */
    public static Map<String, List<Cut>> of(
            BillingCalendar calendar, Meters meters, Collection<Plan> plans, Collection<UsageRecord> records) {
        NaiveDeduction deduction = new NaiveDeduction(calendar, meters, plans);
        List<UsageRecord> sorted = new ArrayList<>(records);
        sorted.sort((a, b) -> {
            int byHour = a.hour().compareTo(b.hour());
            int byInstant = a.occurredAt().compareTo(b.occurredAt());
            return byHour != 0 ? byHour : byInstant != 0 ? byInstant : a.id().compareTo(b.id());
        });
        Map<String, List<Cut>> cuts = new HashMap<>();
        sorted.forEach(record -> cuts.put(record.id().value(), deduction.cut(record)));
        return cuts;
    }

    private List<Cut> cut(UsageRecord record) {
        List<Plan> stack = new ArrayList<>();
        for (Plan plan : plans) {
            if (eligible(plan, record)) {
                stack.add(plan);
            }
        }
        stack.sort((a, b) -> before(a, b, record.occurredAt()));
        List<Cut> cuts = new ArrayList<>();
        BigDecimal rest = record.quantity().value();
        for (Plan plan : stack) {
            String key = plan.id() + "@" + quotaStart(plan, record.occurredAt());
            BigDecimal remaining = plan.terms().quota().value().subtract(taken.getOrDefault(key, BigDecimal.ZERO));
            if (remaining.signum() == 0 || rest.signum() == 0) {
                continue;
            }
            BigDecimal numerator = plan.terms().meters().get(record.meter()).numerator();
            BigDecimal denominator = plan.terms().meters().get(record.meter()).denominator();
            BigDecimal units = rest.multiply(numerator).divide(denominator, 12, RoundingMode.HALF_UP);
            BigDecimal covered = rest;
            if (units.compareTo(remaining) > 0) {
                units = remaining;
                covered = remaining
                        .multiply(denominator)
                        .divide(numerator, meters.get(record.meter()).scale(), RoundingMode.HALF_UP)
                        .min(rest);
            }
            taken.merge(key, units, BigDecimal::add);
            cuts.add(new Cut(plan.id().value(), plain(covered), plain(units)));
            rest = rest.subtract(covered);
        }
        if (rest.signum() > 0) {
            cuts.add(new Cut(null, plain(rest), null));
        }
        return cuts;
    }

    private boolean eligible(Plan plan, UsageRecord record) {
        Instant at = record.occurredAt();
        boolean open = plan.terms().meters().containsKey(record.meter())
                && plan.refundedAt().isEmpty()
                && !at.isBefore(plan.effectiveAt())
                && at.isBefore(plan.expiresAt())
                && plan.freezes().stream()
                        .noneMatch(f -> !at.isBefore(f.from()) && (f.to().isEmpty() || at.isBefore(f.to().get())));
        boolean late = at.isBefore(record.hour());
        boolean over =
                !plan.expiresAt().isAfter(record.hour()) || !quotaEnd(plan, at).isAfter(record.hour());
        return open && !(late && over);
    }

    private int before(Plan a, Plan b, Instant at) {
        int result = quotaEnd(a, at).compareTo(quotaEnd(b, at));
        if (result == 0) {
            result = Boolean.compare(
                    a.terms().period().isEmpty(), b.terms().period().isEmpty());
        }
        if (result == 0) {
            result = a.effectiveAt().compareTo(b.effectiveAt());
        }
        if (result == 0) {
            result = a.purchasedAt().compareTo(b.purchasedAt());
        }
        return result == 0 ? idOf(a).compareTo(idOf(b)) : result;
    }

    private static PlanId idOf(Plan plan) {
        return plan.id();
    }

    private Instant quotaStart(Plan plan, Instant at) {
        if (plan.terms().period().isEmpty()) {
            return plan.effectiveAt();
        }
        return switch (plan.terms().period().get()) {
            case HOUR -> calendar.hourOf(at);
            case DAY -> calendar.dayOf(at);
            case MONTH -> calendar.monthOf(at);
        };
    }

    private Instant quotaEnd(Plan plan, Instant at) {
        if (plan.terms().period().isEmpty()) {
            return plan.expiresAt();
        }
        Instant end = switch (plan.terms().period().get()) {
            case HOUR -> calendar.hourEnd(calendar.hourOf(at));
            case DAY -> calendar.dayEnd(calendar.dayOf(at));
            case MONTH -> calendar.monthEnd(calendar.monthOf(at));
        };
        return end.isBefore(plan.expiresAt()) ? end : plan.expiresAt();
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
