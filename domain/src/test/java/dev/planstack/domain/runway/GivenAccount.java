package dev.planstack.domain.runway;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.account.AccountSettings;
import dev.planstack.domain.billing.AccountBook;
import dev.planstack.domain.billing.BookChanges;
import dev.planstack.domain.billing.HourUse;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.billing.UsageRecord;
import dev.planstack.domain.license.Licensing;
import dev.planstack.domain.meter.Meter;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.meter.Meters;
import dev.planstack.domain.meter.PriceList;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Due;
import dev.planstack.domain.shared.Event;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.testing.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An account that is lived by hand as a service would, with what storage would keep of it. Meters m and n cost 1.00 a unit. */
final class GivenAccount {

    static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    final BillingCalendar calendar;
    final Meters meters;
    final AccountBook book;
    final List<Event> events = new ArrayList<>();
    Instant now = START;

    private final Map<RecordId, UsageRecord> open = new LinkedHashMap<>();
    private final List<PastUsage.Late> late = new ArrayList<>();
    private final Map<String, HourUse> hours = new TreeMap<>();
    private int records;

    GivenAccount(String balance) {
        this(balance, 3, BillingCalendar.DEFAULT);
    }

    GivenAccount(String balance, int scale, BillingCalendar calendar) {
        this.calendar = calendar;
        this.meters = Meters.of(meter("m", scale), meter("n", scale));
        Account account = Account.open(new AccountId("a"), AccountSettings.of("a", Given.USD), now);
        RunOutForecast foresight = new RunOutForecast(calendar, meters, Licensing.NONE, from -> past());
        book = AccountBook.open(calendar, meters, Licensing.NONE, this::between, foresight, account, now);
        var unused = done(book.topUp(Money.of(balance, "USD"), Optional.empty(), now));
    }

    private static Meter meter(String code, int scale) {
        return Meter.of(code, "GB", scale).priced("USD", PriceList.flat("1"));
    }

    private List<UsageRecord> between(Instant from, Instant until) {
        return open.values().stream()
                .filter(r -> !r.hour().isBefore(from) && r.hour().isBefore(until))
                .sorted(Comparator.comparing(UsageRecord::position))
                .toList();
    }

    @CanIgnoreReturnValue
    <T> T done(Outcome<T> outcome) {
        collect();
        return outcome.fold(v -> v, refusal -> {
            throw new AssertionError(refusal);
        });
    }

    @CanIgnoreReturnValue
    GivenAccount at(Instant to) {
        now = to;
        Optional<Due> due = book.nextDue();
        while (due.isPresent() && !due.get().at().isAfter(now)) {
            book.run(due.get());
            collect();
            due = book.nextDue();
        }
        return this;
    }

    @CanIgnoreReturnValue
    GivenAccount after(String duration) {
        return at(now.plus(Duration.parse(duration)));
    }

    @CanIgnoreReturnValue
    Plan buy(PlanOffering offering) {
        return done(book.purchase(offering, Optional.empty(), now));
    }

    void use(String meter, String quantity, Instant occurredAt) {
        RecordId id = new RecordId("r" + records++);
        UsageRecord record =
                UsageRecord.received(id, new MeterCode(meter), Quantity.of(quantity), occurredAt, now, calendar);
        var unused = book.accept(List.of(record), now);
        open.put(id, record);
        if (record.isLate()) {
            late.add(new PastUsage.Late(record.hour(), record.meter(), record.quantity(), occurredAt));
        }
        collect();
    }

    /** So much of a meter in the middle of each of so many hours from now on; it is then the end of the last. */
    @CanIgnoreReturnValue
    GivenAccount useHourly(String meter, String quantity, int count) {
        for (int i = 0; i < count; i++) {
            after("PT30M");
            use(meter, quantity, now);
            after("PT30M");
        }
        return this;
    }

    void setAlert(int days) {
        var unused = book.setRunOutAlert(new MeterCode("m"), days, now);
        collect();
    }

    Standing standing() {
        return new Standing(calendar, meters, Licensing.NONE, book.snapshot(), book.openRecords(), now, now);
    }

    PastUsage past() {
        return new PastUsage(List.copyOf(hours.values()), late);
    }

    Forecast forecast(String meter) {
        return Forecast.of(standing(), past(), Optional.of(new MeterCode(meter)));
    }

    private void collect() {
        BookChanges changes = book.drainChanges();
        events.addAll(changes.events());
        changes.settled().forEach(d -> open.remove(d.record().id()));
        changes.hours().forEach(h -> hours.put(h.hour() + " " + h.meter(), h));
    }
}
