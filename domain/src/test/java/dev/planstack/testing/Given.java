package dev.planstack.testing;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.account.AccountSettings;
import dev.planstack.domain.account.TransactionType;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.billing.UsageRecord;
import dev.planstack.domain.license.LicenseOffering;
import dev.planstack.domain.license.LicensedSdk;
import dev.planstack.domain.meter.Meter;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.meter.PriceList;
import dev.planstack.domain.plan.Coefficient;
import dev.planstack.domain.plan.Period;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.domain.plan.PlanTerms;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.Term;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Small builders: what a test does not name has a plain default. */
public final class Given {

    public static final Currency USD = Currency.getInstance("USD");

    private Given() {}

    public static Meter meter(String code, int scale) {
        return Meter.of(code, "GB", scale).priced("USD", PriceList.flat("0.04"));
    }

    public static Account account(String id, Instant now) {
        return Account.open(new AccountId(id), AccountSettings.of(id, USD), now);
    }

    /** An account in a state since an instant: {@code active}, {@code overdue}, {@code suspended} or {@code released}. */
    public static Account account(String state, String balance, Instant since) {
        Account a = account("a", since)
                .post(TransactionType.ADJUSTMENT, Money.of(balance, "USD"), Optional.empty(), since)
                .account();
        boolean suspended = state.equals("suspended") || state.equals("released");
        return new Account(
                a.id(),
                a.settings(),
                a.createdAt(),
                a.configuredAt(),
                a.balance(),
                state.equals("active") ? Optional.empty() : Optional.of(since),
                suspended ? Optional.of(since) : Optional.empty(),
                state.equals("released") ? Optional.of(since) : Optional.empty(),
                a.transactions(),
                a.plansBought());
    }

    /** {@code done}, or the reason of a refusal with the first field at fault: {@code INVALID /term}. */
    public static String told(Optional<Refusal> refusal) {
        return refusal.map(r -> r.reason().name()
                        + (r.faults().isEmpty() ? "" : " " + r.faults().get(0).pointer()))
                .orElse("done");
    }

    /** SDK licenses for {@code "sdk/edition"} entries; the price of each {@code "term=price"} is in US dollars. */
    public static LicenseOffering licenses(String id, List<String> sdks, String... prices) {
        ImmutableMap.Builder<Term, Map<Currency, Money>> all = ImmutableMap.builder();
        for (String price : prices) {
            String[] parts = price.split("=", 2);
            all.put(Term.of(parts[0]), Map.of(USD, Money.of(parts[1], "USD")));
        }
        return new LicenseOffering(
                new OfferingId(id), id, sdks.stream().map(Given::sdk).toList(), all.buildOrThrow(), false);
    }

    /** The SDK of {@code "sdk/edition"}. */
    public static LicensedSdk sdk(String text) {
        String[] parts = text.split("/", 2);
        return new LicensedSdk(parts[0], parts[1]);
    }

    /** An offering of one unit price for {@code "meter=coefficient"} entries; {@code period} null is a total plan. */
    public static PlanOffering offering(String id, String quota, Period period, String validity, String... meters) {
        return new PlanOffering(
                new OfferingId(id),
                id,
                "GB",
                Quantity.of(quota),
                Optional.ofNullable(period),
                Term.of(validity),
                coefficients(meters),
                Map.of(USD, Money.of("1.00", "USD")),
                Term.ZERO,
                period != null,
                false);
    }

    public static SortedMap<MeterCode, Coefficient> coefficients(String... meters) {
        ImmutableSortedMap.Builder<MeterCode, Coefficient> all = ImmutableSortedMap.naturalOrder();
        for (String meter : meters) {
            String[] parts = meter.split("=", 2);
            all.put(
                    new MeterCode(parts[0]),
                    Coefficient.parse(parts.length == 1 ? "1" : parts[1]).orThrow());
        }
        return all.build();
    }

    /** The account's n-th plan, bought at the instant that it takes effect. */
    public static Plan plan(int number, PlanOffering offering, Instant effectiveAt) {
        PlanTerms terms = offering.terms(Money.of("1.00", "USD"));
        return Plan.bought(PlanId.ofNumber(number), terms, effectiveAt, effectiveAt, BillingCalendar.DEFAULT);
    }

    /** A record that arrives as it occurs. */
    public static UsageRecord usage(String id, String meter, String quantity, String occurredAt) {
        Instant at = Instant.parse(occurredAt);
        return UsageRecord.received(
                new RecordId(id), new MeterCode(meter), Quantity.of(quantity), at, at, BillingCalendar.DEFAULT);
    }
}
