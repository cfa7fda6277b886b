import dev.planstack.domain.billing.Deduction;
import dev.planstack.domain.billing.UsageRecord;
import dev.planstack.domain.meter.Meter;
import dev.planstack.domain.meter.Meters;
import dev.planstack.domain.meter.PriceList;
import dev.planstack.domain.meter.Tier;
import dev.planstack.domain.plan.Period;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.domain.plan.PlanTerms;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Quantity;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

/** Two plans that stack, three usage records, and the price of what no plan covers. Needs planstack-domain and Guava. */
public class StackTwoPlans {

    public static void main(String[] args) {
        BillingCalendar utc = BillingCalendar.DEFAULT;
        Instant t = Instant.parse("2026-01-10T10:00:00Z");
        PriceList prices = PriceList.of(Tier.upTo("100", "0.04"), Tier.above("0.03"));
        Meter traffic = Meter.of("traffic", "GB", 2).priced("USD", prices);

        PlanTerms pack = PlanTerms.of("pack", "100", "GB", "P1Y", Money.of("3.00", "USD")).covering("traffic", "1");
        PlanTerms daily = PlanTerms.of("daily", "50", "GB", "P1M", Money.of("9.00", "USD"))
                .covering("traffic", "1")
                .each(Period.DAY);
        List<Plan> plans = List.of(
                Plan.bought(PlanId.ofNumber(1), pack, t, t, utc), Plan.bought(PlanId.ofNumber(2), daily, t, t, utc));
        List<UsageRecord> usage = List.of(
                UsageRecord.of("a", "traffic", "30", t.plusSeconds(60), utc),
                UsageRecord.of("b", "traffic", "60", t.plusSeconds(120), utc),
                UsageRecord.of("c", "traffic", "220", t.plusSeconds(180), utc));

        Deduction before = Deduction.of(utc, Meters.of(traffic), plans, List.of());
        Deduction after = Deduction.of(utc, Meters.of(traffic), plans, usage);
        after.records().forEach(r -> r.slices().forEach(s -> System.out.println(r.record().id() + ": "
                + s.quantity() + " GB " + s.draw().map(d -> d.plan().value()).orElse("pay-as-you-go"))));
        System.out.println(before.mode(traffic.code(), t, plans, utc).code() + " -> "
                + after.mode(traffic.code(), t.plusSeconds(180), plans, utc).code());
        Quantity rest = after.payAsYouGo(traffic.code());
        System.out.println(prices.charge(Quantity.ZERO, rest, Currency.getInstance("USD")) + " USD");
    }
}
