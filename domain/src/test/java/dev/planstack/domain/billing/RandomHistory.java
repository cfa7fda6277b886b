package dev.planstack.domain.billing;

import dev.planstack.domain.account.Account;
import dev.planstack.domain.license.Licensing;
import dev.planstack.domain.meter.Meter;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.meter.Meters;
import dev.planstack.domain.plan.Period;
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
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A seeded random life of one account: plans of both families bought, renewed, frozen, drained and expired, records in and out
 * of order, late, in batches, voided. It keeps the facts beside the book, so that both can be compared at any instant.
 */
public final class RandomHistory {

    private static final List<String> ZONES =
            List.of("UTC", "Asia/Kolkata", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo");
    private static final List<String> COEFFICIENTS = List.of("1", "1", "2", "0.5", "5/22", "1/3", "4");
    private static final List<String> VALIDITIES = List.of("PT40M", "PT3H", "P1D", "P3D", "P1M");
    private static final List<Instant> STARTS = List.of(
            Instant.parse("2026-01-31T21:10:00Z"),
            Instant.parse("2026-03-07T20:00:00Z"),
            Instant.parse("2026-04-04T10:30:00Z"),
            Instant.parse("2026-10-31T23:59:59Z"));

    public final BillingCalendar calendar;
    public final Meters meters;
    public final List<MeterCode> codes = List.of(new MeterCode("m0"), new MeterCode("m1"), new MeterCode("m2"));
    final Map<RecordId, UsageRecord> open = new LinkedHashMap<>();
    final Map<RecordId, UsageRecord> all = new LinkedHashMap<>();
    final Map<RecordId, List<Slice>> settled = new HashMap<>();
    final Map<PlanPeriod, PlanUse> settledUses = new HashMap<>();
    public final List<Event> events = new ArrayList<>();
    public final List<Bill> bills = new ArrayList<>();
    final List<Money> movements = new ArrayList<>();
    public final List<Plan> plans = new ArrayList<>();
    public final AccountBook book;
    public Instant now;

    /** Whether plans are ever renewed: a renewal may change the order of the stack for hours that are final already. */
    final boolean renews;

    private final Random random;
    private int nextId;

    public RandomHistory(long seed) {
        random = new Random(seed);
        renews = seed % 2 == 1;
        Duration delay = Duration.ofMinutes(List.of(0, 60, 60, 90, 180).get(random.nextInt(5)));
        calendar = new BillingCalendar(ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))), delay);
        meters = Meters.of(meter("m0", 0), meter("m1", 2), meter("m2", 9));
        now = STARTS.get(random.nextInt(STARTS.size()));
        Account account = Given.account("a", now);
        book = AccountBook.open(calendar, meters, Licensing.NONE, this::between, account, now);
        var unused = done(book.topUp(Money.of("100000.00", "USD"), Optional.empty(), now));
        collect();
    }

    private static Meter meter(String code, int scale) {
        return Given.meter(code, scale);
    }

    /** The open records that count in hours between two instants. */
    public List<UsageRecord> between(Instant from, Instant until) {
        return open.values().stream()
                .filter(r -> !r.hour().isBefore(from) && r.hour().isBefore(until))
                .sorted((a, b) -> a.position().compareTo(b.position()))
                .toList();
    }

    /** One random step, with all work due before it. */
    public void step() {
        elapse();
        switch (random.nextInt(12)) {
            case 0 -> buy();
            case 1 -> freezeOrNot();
            case 2 -> voidOne();
            case 3 -> renew();
            default -> use();
        }
        collect();
    }

    private void elapse() {
        long minutes = random.nextInt(4) == 0 ? random.nextInt(700) : random.nextInt(25);
        until(now.plusSeconds(60 * minutes + random.nextInt(60)));
    }

    /** Lets time pass, with all that falls due on the way. */
    public void until(Instant to) {
        now = to;
        Optional<Due> due = book.nextDue();
        while (due.isPresent() && !due.get().at().isAfter(now)) {
            book.run(due.get());
            collect();
            due = book.nextDue();
        }
    }

    private void buy() {
        Optional<Instant> effectiveAt =
                random.nextInt(3) == 0 ? Optional.of(now.plusSeconds(60L * random.nextInt(400))) : Optional.empty();
        buy(anOffering(), effectiveAt);
    }

    /** Buys a plan now. */
    public void buy(PlanOffering offering, Optional<Instant> effectiveAt) {
        var unused = book.purchase(offering, effectiveAt, now).fold(plans::add, refusal -> false);
        collect();
    }

    /** An offering of any kind. */
    public PlanOffering anOffering() {
        Period period = List.of(
                        Optional.<Period>empty(),
                        Optional.of(Period.HOUR),
                        Optional.of(Period.DAY),
                        Optional.of(Period.MONTH),
                        Optional.<Period>empty())
                .get(random.nextInt(5))
                .orElse(null);
        List<String> covered = new ArrayList<>();
        codes.stream()
                .filter(c -> random.nextInt(3) > 0)
                .forEach(c -> covered.add(c + "=" + COEFFICIENTS.get(random.nextInt(COEFFICIENTS.size()))));
        if (covered.isEmpty()) {
            covered.add("m0=1");
        }
        return Given.offering(
                "o" + nextId++,
                String.valueOf(1 + random.nextInt(60)),
                period,
                VALIDITIES.get(random.nextInt(VALIDITIES.size())),
                covered.toArray(String[]::new));
    }

    private static <T> T done(Outcome<T> outcome) {
        return outcome.fold(value -> value, refusal -> {
            throw new AssertionError(refusal);
        });
    }

    private void freezeOrNot() {
        if (!plans.isEmpty()) {
            Plan plan = plans.get(random.nextInt(plans.size()));
            replaced((plan.isFrozen(now) ? book.unfreeze(plan, now) : book.freeze(plan, now))
                    .fold(Optional::of, refusal -> Optional.empty()));
        }
    }

    private void renew() {
        if (renews && !plans.isEmpty()) {
            Plan plan = plans.get(random.nextInt(plans.size()));
            PlanOffering offering = Given.offering(
                    plan.terms().offering().value(),
                    "1",
                    plan.terms().period().orElse(null),
                    plan.terms().validity().toString(),
                    "m0=1");
            Optional<Plan> longer =
                    book.renew(plan, offering, Optional.empty(), now).fold(Optional::of, refusal -> Optional.empty());
            replaced(longer);
        }
    }

    private void replaced(Optional<Plan> plan) {
        plan.ifPresent(p -> plans.replaceAll(old -> old.id().equals(p.id()) ? p : old));
    }

    private void voidOne() {
        if (!open.isEmpty()) {
            UsageRecord record = new ArrayList<>(open.values()).get(random.nextInt(open.size()));
            if (book.voidRecord(record, now).fold(r -> true, refusal -> false)) {
                open.remove(record.id());
                all.remove(record.id());
            }
        }
    }

    private void use() {
        List<UsageRecord> batch = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            batch.add(aRecord(now));
        }
        use(batch);
    }

    /** Accepts records now. */
    public void use(List<UsageRecord> batch) {
        Map<RecordId, List<Slice>> slices = book.accept(batch, now);
        assertSlices(batch, slices);
        batch.forEach(r -> {
            open.put(r.id(), r);
            all.put(r.id(), r);
        });
        collect();
    }

    private void assertSlices(List<UsageRecord> batch, Map<RecordId, List<Slice>> slices) {
        for (UsageRecord record : batch) {
            Quantity sum = slices.get(record.id()).stream().map(Slice::quantity).reduce(Quantity.ZERO, Quantity::plus);
            if (!sum.equals(record.quantity())) {
                throw new AssertionError("P5: " + record + " was cut into " + slices.get(record.id()));
            }
        }
    }

    /** A record of any kind that is received at an instant. */
    public UsageRecord aRecord(Instant received) {
        int meter = random.nextInt(codes.size());
        String quantity = switch (meter) {
            case 0 -> String.valueOf(1 + random.nextInt(20));
            case 1 -> (1 + random.nextInt(9)) + "." + (1 + random.nextInt(9));
            default -> "0." + (1 + random.nextInt(999_999_999));
        };
        long back = switch (random.nextInt(6)) {
            case 0 -> -random.nextInt(300);
            case 1, 2 -> random.nextInt(7_200);
            case 3 -> random.nextInt(20_000);
            default -> random.nextInt(60);
        };
        // coarse instants, so that ids and borders decide now and then
        Instant at = Instant.ofEpochSecond((received.getEpochSecond() - back) / 30 * 30);
        Instant occurredAt = at.isAfter(received.plusSeconds(300)) ? received : at;
        RecordId id = new RecordId("r" + random.nextInt(1_000_000) + "-" + nextId++);
        return UsageRecord.received(id, codes.get(meter), Quantity.of(quantity), occurredAt, received, calendar);
    }

    private void collect() {
        BookChanges changes = book.drainChanges();
        changes.settled().forEach(d -> {
            settled.put(d.record().id(), d.slices());
            open.remove(d.record().id());
        });
        changes.uses().forEach(use -> settledUses.put(use.period(), use.asSettled()));
        events.addAll(changes.events());
        bills.addAll(changes.bills());
        changes.transactions().forEach(t -> movements.add(t.value().amount()));
    }
}
