package dev.planstack.persistence;

import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.account.AccountSettings;
import dev.planstack.domain.account.Protection;
import dev.planstack.domain.account.Warnings;
import dev.planstack.domain.billing.BookChanges;
import dev.planstack.domain.billing.Link;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.billing.UsageRecord;
import dev.planstack.domain.license.LicenseOffering;
import dev.planstack.domain.license.LicensedSdk;
import dev.planstack.domain.meter.Meter;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.meter.Meters;
import dev.planstack.domain.meter.PriceList;
import dev.planstack.domain.meter.Tier;
import dev.planstack.domain.plan.Coefficient;
import dev.planstack.domain.plan.Period;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Due;
import dev.planstack.domain.shared.Event;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.domain.shared.Term;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Things to store. */
final class Samples {

    static final Currency USD = Currency.getInstance("USD");
    static final Currency JPY = Currency.getInstance("JPY");
    static final MeterCode TRAFFIC = new MeterCode("traffic.cn");
    static final MeterCode TRANSCODE = new MeterCode("transcode.h264");

    static final PriceList TIERED = new PriceList(List.of(
            new Tier(Optional.of(Quantity.of("10")), new BigDecimal("0.3333")),
            new Tier(Optional.of(Quantity.of("100.5")), new BigDecimal("0.25")),
            new Tier(Optional.empty(), new BigDecimal("0.10"))));

    static final Meters METERS = Meters.of(
            Meter.of(TRAFFIC.value(), "GB", 3).priced("USD", TIERED).priced("JPY", PriceList.flat("30")),
            Meter.of(TRANSCODE.value(), "min", 0).priced("USD", PriceList.flat("0.017")));

    private Samples() {}

    static final LicenseOffering SUITE = new LicenseOffering(
            new OfferingId("suite"),
            "Suite",
            List.of(new LicensedSdk("player", "professional"), new LicensedSdk("short-video", "standard")),
            Map.of(
                    Term.of("P1M"), Map.of(USD, Money.of("9.00", "USD")),
                    Term.of("P1Y"), Map.of(USD, Money.of("99.00", "USD"))),
            false);

    static AccountId account(String id) {
        return new AccountId(id);
    }

    /** Settings in which nothing has its default. */
    static AccountSettings fullSettings() {
        return new AccountSettings(
                "Kälte & Söhne 𐐷",
                USD,
                Money.of("500.00", "USD"),
                new Protection(Optional.of(Money.of("20.50", "USD")), Term.of("P3D")),
                Term.of("P1M2DT3H"),
                new TreeSet<>(List.of(TRAFFIC, TRANSCODE)),
                Optional.of(Money.of("1.25", "USD")));
    }

    static PlanOffering offering(String id, Optional<Period> period, String quota, String validity) {
        SortedMap<MeterCode, Coefficient> meters = new TreeMap<>();
        meters.put(TRAFFIC, Coefficient.parse("5/22").orThrow());
        meters.put(TRANSCODE, Coefficient.parse("0.5").orThrow());
        Map<Currency, Money> prices = new LinkedHashMap<>();
        prices.put(USD, Money.of("9.90", "USD"));
        prices.put(JPY, Money.of("1100", "JPY"));
        return new PlanOffering(
                new OfferingId(id),
                "Offering " + id,
                "GB",
                Quantity.of(quota),
                period,
                Term.of(validity),
                meters,
                prices,
                Term.of("PT30M"),
                period.isPresent(),
                false);
    }

    static UsageRecord record(String id, MeterCode meter, String quantity, Instant occurredAt, Instant now) {
        return UsageRecord.received(
                new RecordId(id), meter, Quantity.of(quantity), occurredAt, now, BillingCalendar.DEFAULT);
    }

    /** Changes that are but an account, its next due work and events. */
    static BookChanges changes(Account account, Optional<Due> due, Event... events) {
        return new BookChanges(
                account,
                Warnings.NONE,
                due,
                true,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                Link.start(account.id()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                1,
                List.of(events));
    }
}
