package dev.planstack.domain.billing;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.planstack.domain.license.Licensing;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.meter.Meters;
import dev.planstack.domain.plan.Period;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Due;
import dev.planstack.domain.shared.Event;
import dev.planstack.domain.shared.EventType;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.testing.Given;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Drives the book of one account as a service would: due work first, then the request; it keeps what came of it. */
final class BookDriver {

    private static final LocalDate DAY = LocalDate.parse("2026-01-10");

    final List<Event> events = new ArrayList<>();
    final List<Bill> bills = new ArrayList<>();
    final AccountBook book;

    private final Map<RecordId, UsageRecord> open = new TreeMap<>();
    private final BillingCalendar calendar = BillingCalendar.DEFAULT;
    private Instant now;
    private int offerings;

    /** Opens an account with 100.00 at a time of 10 January 2026, UTC. */
    BookDriver(String time) {
        now = instant(time);
        Meters meters = Meters.of(Given.meter("m", 0), Given.meter("n", 0));
        OpenRecords records = (from, until) -> open.values().stream()
                .filter(r -> !r.hour().isBefore(from) && r.hour().isBefore(until))
                .sorted((a, b) -> a.position().compareTo(b.position()))
                .toList();
        book = AccountBook.open(calendar, meters, Licensing.NONE, records, Given.account("a", now), now);
        done(book.topUp(Money.of("100.00", "USD"), Optional.empty(), now));
        collect();
    }

    /** A time of 10 January 2026; {@code 24:00} and later are of the next day, {@code 1d10:00} too. */
    static Instant instant(String time) {
        boolean next = time.startsWith("1d");
        LocalTime of = LocalTime.parse(next ? time.substring(2) : time);
        return DAY.plusDays(next ? 1 : 0).atTime(of).toInstant(ZoneOffset.UTC);
    }

    /** Lets time pass, with all that falls due on the way. */
    @CanIgnoreReturnValue
    BookDriver at(String time) {
        now = instant(time);
        Optional<Due> due = book.nextDue();
        while (due.isPresent() && !due.get().at().isAfter(now)) {
            book.run(due.get());
            collect();
            due = book.nextDue();
        }
        return this;
    }

    @CanIgnoreReturnValue
    Plan buy(String quota, Period period, String validity, String effectiveAt, String... meters) {
        PlanOffering offering = Given.offering("o" + offerings++, quota, period, validity, meters);
        Optional<Instant> from = effectiveAt.isEmpty() ? Optional.empty() : Optional.of(instant(effectiveAt));
        return done(book.purchase(offering, from, now));
    }

    @CanIgnoreReturnValue
    Plan renew(Plan plan, String validity) {
        PlanOffering offering = Given.offering(plan.terms().offering().value(), "1", Period.DAY, validity, "m");
        return done(book.renew(plan, offering, Optional.empty(), now));
    }

    @CanIgnoreReturnValue
    Plan freeze(Plan plan) {
        return done(book.freeze(plan, now));
    }

    @CanIgnoreReturnValue
    Plan unfreeze(Plan plan) {
        return done(book.unfreeze(plan, now));
    }

    @CanIgnoreReturnValue
    UsageRecord use(String id, String meter, String quantity, String occurredAt) {
        UsageRecord record = UsageRecord.received(
                new RecordId(id), new MeterCode(meter), Quantity.of(quantity), instant(occurredAt), now, calendar);
        var unused = book.accept(List.of(record), now);
        open.put(record.id(), record);
        collect();
        return record;
    }

    void voidRecord(UsageRecord record) {
        done(book.voidRecord(record, now));
        open.remove(record.id());
        collect();
    }

    @CanIgnoreReturnValue
    private <T> T done(Outcome<T> outcome) {
        T value = outcome.fold(v -> v, refusal -> {
            throw new AssertionError(refusal);
        });
        if (book != null) {
            collect();
        }
        return value;
    }

    private void collect() {
        BookChanges changes = book.drainChanges();
        changes.settled().forEach(d -> open.remove(d.record().id()));
        events.addAll(changes.events());
        bills.addAll(changes.bills());
    }

    /** The events so far, and forgets them: {@code 10:30 plan.expired}. */
    @CanIgnoreReturnValue
    List<String> told() {
        List<String> told = events.stream().map(BookDriver::tell).toList();
        events.clear();
        return told;
    }

    /** The switches so far, and forgets all events: {@code 10:30 m plan period-renewed}. */
    List<String> switches() {
        List<String> told = events.stream()
                .filter(e -> e.type() == EventType.BILLING_SWITCHED)
                .map(BookDriver::tell)
                .collect(Collectors.toList());
        events.clear();
        return told;
    }

    private static String tell(Event event) {
        String time = event.at().atZone(ZoneOffset.UTC).toLocalTime().toString();
        return event.type() == EventType.BILLING_SWITCHED
                ? time + " " + event.data().get("meter") + " " + event.data().get("to") + " "
                        + event.data().get("reason")
                : time + " " + event.type().code();
    }
}
