package dev.planstack.domain.runway;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.planstack.domain.account.Account;
import dev.planstack.domain.billing.BillingMode;
import dev.planstack.domain.billing.UsageRecord;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.PlanStatus;
import dev.planstack.domain.shared.Event;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.domain.shared.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What comes of an account's future.
 *
 * @param from where it begins
 * @param until where it ends
 * @param account the account at the end
 * @param accrued pay-as-you-go charges that are not billed at the end
 * @param modes how each meter is billed at the end
 * @param balanceLastsUntil from when what is available is below zero
 * @param overdueAt since when the account is overdue, or will be
 * @param suspendedAt since when it is suspended, or will be
 * @param releasedAt since when it is released, or will be
 * @param purchases what came of each purchase that was supposed, in the order given
 * @param refused usage that was supposed and would be refused, with the reason
 * @param plans the plans that the account has or buys, but for those that were over before, in the order of the stack at the end
 * @param switches when billing changes
 * @param charges usage and its charges by month: those of hours that are not billed at the beginning
 * @param events what would be told, in order
 */
public record Future(
        Instant from,
        Instant until,
        Account account,
        Money accrued,
        SortedMap<MeterCode, BillingMode> modes,
        Optional<Instant> balanceLastsUntil,
        Optional<Instant> overdueAt,
        Optional<Instant> suspendedAt,
        Optional<Instant> releasedAt,
        List<Outcome<Plan>> purchases,
        List<RefusedUsage> refused,
        List<PlanEnd> plans,
        List<Switch> switches,
        List<MonthCharge> charges,
        List<Event> events) {

    /** A gap that a refill ends within a day is none (see rule Q3). */
    private static final Duration LONGEST_REFILL = Duration.ofHours(25);

    /**
     * What comes of a supposition up to {@code until}. It is lived on a copy; nothing changes. What is supposed lies between now
     * and {@code until}, its meters are there, and steps of expected usage are as {@link Forecast} has them.
     */
    public static Future of(Standing standing, Supposition supposed, Instant until) {
        return Course.of(standing, supposed, Band.EXPECTED, until);
    }

    /** Keeps copies. */
    public Future {
        modes = ImmutableSortedMap.copyOf(modes);
        purchases = ImmutableList.copyOf(purchases);
        refused = ImmutableList.copyOf(refused);
        plans = ImmutableList.copyOf(plans);
        switches = ImmutableList.copyOf(switches);
        charges = ImmutableList.copyOf(charges);
        events = ImmutableList.copyOf(events);
    }

    /**
     * Usage that would be refused.
     *
     * @param index its place in the usage given
     * @param record the record
     * @param refusal why
     */
    public record RefusedUsage(int index, UsageRecord record, Refusal refusal) {}

    /**
     * What becomes of a plan.
     *
     * @param plan the plan as it is at the end
     * @param before what is left of it at the beginning, in plan units; nothing if it is bought later
     * @param remaining what is left at the end
     * @param status what it is at the end
     * @param usedUpAt when nothing is left of it for the first time
     * @param unused what is left of it when it expires: nothing, too, once a total plan is used up; empty if neither happens
     */
    public record PlanEnd(
            Plan plan,
            Quantity before,
            Quantity remaining,
            PlanStatus status,
            Optional<Instant> usedUpAt,
            Optional<Quantity> unused) {}

    /**
     * A change of how a meter is billed (rule B3).
     *
     * @param at when
     * @param meter the meter
     * @param from how it was billed
     * @param to how it is billed from then on
     * @param reason why, as the event has it
     */
    public record Switch(Instant at, MeterCode meter, String from, String to, String reason) {

        boolean isUndoneBy(Switch later) {
            return at.equals(later.at) && meter.equals(later.meter) && from.equals(later.to);
        }

        boolean endsPlans() {
            return to.equals(BillingMode.PAY_AS_YOU_GO.code());
        }
    }

    /**
     * What is used of a meter in a month, and what it costs.
     *
     * @param month the start of the month
     * @param meter the meter
     * @param quantity units of the meter in all
     * @param payAsYouGo of these, what no plan covers
     * @param amount what that costs
     */
    public record MonthCharge(Instant month, MeterCode meter, Quantity quantity, Quantity payAsYouGo, Money amount) {

        /** What plans cover. */
        public Quantity byPlans() {
            return quantity.minus(payAsYouGo);
        }

        MonthCharge plus(MonthCharge other) {
            return new MonthCharge(
                    month,
                    meter,
                    quantity.plus(other.quantity),
                    payAsYouGo.plus(other.payAsYouGo),
                    amount.plus(other.amount));
        }
    }

    /** When the billing of a meter changes first. */
    public Optional<Instant> switchesAt(MeterCode meter) {
        return switches.stream()
                .filter(change -> change.meter().equals(meter))
                .map(Switch::at)
                .min(Comparator.naturalOrder());
    }

    /**
     * Until when plans cover a meter: when its billing switches to pay-as-you-go. A switch that the refill of a plan for an hour or a
     * day takes back within a day does not count.
     */
    public Optional<Instant> plansLastUntil(MeterCode meter) {
        List<Switch> own =
                switches.stream().filter(change -> change.meter().equals(meter)).toList();
        for (int i = 0; i < own.size(); i++) {
            Switch change = own.get(i);
            boolean takenBack = i + 1 < own.size()
                    && own.get(i + 1).reason().equals("period-renewed")
                    && !own.get(i + 1).at().isAfter(change.at().plus(LONGEST_REFILL));
            if (change.endsPlans() && !takenBack) {
                return Optional.of(change.at());
            }
        }
        return Optional.empty();
    }

    /** The earliest end of plans of several meters. */
    public Optional<Instant> plansLastUntil(Collection<MeterCode> meters) {
        return meters.stream().flatMap(meter -> plansLastUntil(meter).stream()).min(Comparator.naturalOrder());
    }

    /** The earliest change of billing of several meters. */
    public Optional<Instant> switchesAt(Collection<MeterCode> meters) {
        return meters.stream().flatMap(meter -> switchesAt(meter).stream()).min(Comparator.naturalOrder());
    }

    /** What is available at the end: {@code balance + credit limit − accrued}. */
    public Money available() {
        return account.available(accrued);
    }

    /** What pay-as-you-go costs in the hours of a month that are not billed at the beginning, of one meter or of all. */
    public Money charged(Instant month, Optional<MeterCode> meter) {
        return charges.stream()
                .filter(charge -> charge.month().equals(month))
                .filter(charge -> meter.map(charge.meter()::equals).orElse(true))
                .map(MonthCharge::amount)
                .reduce(Money.zero(accrued.currency()), Money::plus);
    }
}
