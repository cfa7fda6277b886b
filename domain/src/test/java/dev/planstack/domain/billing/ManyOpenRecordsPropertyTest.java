package dev.planstack.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.license.Licensing;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.meter.Meters;
import dev.planstack.domain.plan.Period;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.testing.Given;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two open hours with hundreds of records, in which plans run dry at several places: records that come into their midst or are
 * voided there lead to what folding all afresh gives, without all of them being read each time.
 */
class ManyOpenRecordsPropertyTest {

    private static final Instant HOUR = Instant.parse("2026-01-10T10:00:00Z");
    private static final int SECONDS = 7_000;
    private static final int STEPS = 250;

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("planstack.seeds", 40));
    }

    /** An account with its open records, and how many of them were read. */
    private static final class Life {

        final BillingCalendar calendar = BillingCalendar.DEFAULT;
        final Meters meters = Meters.of(Given.meter("m", 1), Given.meter("n", 0));
        final TreeMap<Position, UsageRecord> open = new TreeMap<>();
        final List<Plan> plans = new ArrayList<>();
        final Instant now = HOUR.plusSeconds(SECONDS);
        final AccountBook book;
        long read;
        int next;

        Life() {
            OpenRecords records = new OpenRecords() {
                @Override
                public List<UsageRecord> between(Instant from, Instant until) {
                    return counted(open.values().stream()
                            .filter(r -> !r.hour().isBefore(from) && r.hour().isBefore(until))
                            .toList());
                }

                @Override
                public List<UsageRecord> between(Optional<Position> after, Position upTo) {
                    return counted(List.copyOf(
                            (after.isPresent() ? open.subMap(after.get(), false, upTo, true) : open.headMap(upTo, true))
                                    .values()));
                }

                private List<UsageRecord> counted(List<UsageRecord> some) {
                    read += some.size();
                    return some;
                }
            };
            Instant start = HOUR.minusSeconds(60);
            book = AccountBook.open(calendar, meters, Licensing.NONE, records, Given.account("a", start), start);
            var unused = done(book.topUp(Money.of("1000.00", "USD"), Optional.empty(), start));
        }

        void buy(String quota, Period period, String validity, Instant from, String... of) {
            PlanOffering offering = Given.offering("o" + plans.size(), quota, period, validity, of);
            plans.add(done(book.purchase(offering, Optional.of(from), HOUR.minusSeconds(60))));
        }

        UsageRecord record(String meter, String quantity, Instant at) {
            return UsageRecord.received(
                    new RecordId("r" + next++), new MeterCode(meter), Quantity.of(quantity), at, now, calendar);
        }

        Map<RecordId, List<Slice>> accept(List<UsageRecord> records) {
            Map<RecordId, List<Slice>> slices = book.accept(records, now);
            records.forEach(record -> open.put(record.position(), record));
            BookChanges unused = book.drainChanges();
            return slices;
        }

        void voidRecord(UsageRecord record) {
            var unused = done(book.voidRecord(record, now));
            open.remove(record.position());
            BookChanges changes = book.drainChanges();
            assertThat(changes.voided()).hasSize(1);
        }

        private static <T> T done(Outcome<T> outcome) {
            return outcome.fold(v -> v, refusal -> {
                throw new AssertionError(refusal);
            });
        }

        Deduction afresh() {
            return Deduction.of(calendar, meters, plans, open.values());
        }

        void assertEqualsAfresh(String where) {
            Deduction afresh = afresh();
            Map<HourMeter, Quantity> used = new HashMap<>();
            Map<HourMeter, Quantity> uncovered = new HashMap<>();
            for (DeductedRecord deducted : afresh.records()) {
                HourMeter hour = deducted.record().hourMeter();
                used.merge(hour, deducted.record().quantity(), Quantity::plus);
                deducted.slices().stream()
                        .filter(Slice::isPayAsYouGo)
                        .forEach(slice -> uncovered.merge(hour, slice.quantity(), Quantity::plus));
            }
            for (Plan plan : plans) {
                assertThat(book.remaining(plan, now))
                        .as("%s: remaining of %s", where, plan.id())
                        .isEqualTo(
                                now.isBefore(plan.forfeitedAt(calendar))
                                        ? afresh.remaining(plan, now, calendar)
                                        : Quantity.ZERO);
            }
            for (HourUse hour : book.provisionalHours()) {
                HourMeter key = new HourMeter(hour.hour(), hour.meter());
                assertThat(hour.quantity())
                        .as("%s: quantity of %s", where, key)
                        .isEqualTo(used.getOrDefault(key, Quantity.ZERO));
                assertThat(hour.payAsYouGo())
                        .as("%s: pay-as-you-go of %s", where, key)
                        .isEqualTo(uncovered.getOrDefault(key, Quantity.ZERO));
            }
        }
    }

    @DisplayName("U3, U5: what many open records lead to is a function of their set")
    @ParameterizedTest
    @MethodSource("seeds")
    void incrementalEqualsAfresh(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Life life = new Life();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            Period period = List.of(Period.HOUR, Period.DAY, Period.MONTH).get(random.nextInt(3));
            life.buy(
                    String.valueOf(20 + random.nextInt(120)),
                    random.nextBoolean() ? null : period,
                    random.nextBoolean() ? "PT" + (30 + random.nextInt(120)) + "M" : "P1D",
                    HOUR.plusSeconds(random.nextInt(3_000)),
                    random.nextInt(3) == 0 ? new String[] {"m", "n"} : new String[] {random.nextBoolean() ? "m" : "n"});
        }
        for (int step = 0; step < STEPS; step++) {
            String where = "seed " + seed + " step " + step;
            if (step > 20 && random.nextInt(5) == 0) {
                List<UsageRecord> all = List.copyOf(life.open.values());
                life.voidRecord(all.get(random.nextInt(all.size())));
            } else {
                List<UsageRecord> batch = new ArrayList<>();
                for (int i = 0; i < (step == 0 ? 200 : 1 + random.nextInt(4)); i++) {
                    boolean inOrder = random.nextInt(3) == 0;
                    long second = inOrder ? SECONDS * (long) step / STEPS : random.nextInt(SECONDS);
                    batch.add(life.record(
                            random.nextInt(4) == 0 ? "n" : "m",
                            String.valueOf(1 + random.nextInt(3)),
                            HOUR.plusSeconds(second)));
                }
                Map<RecordId, List<Slice>> slices = life.accept(batch);
                if (step % 5 == 0) {
                    assertSlices(slices, life.afresh(), where);
                }
            }
            if (step % 5 == 0 || step > STEPS - 10) {
                life.assertEqualsAfresh(where);
            }
        }
    }

    private static void assertSlices(Map<RecordId, List<Slice>> slices, Deduction afresh, String where) {
        slices.forEach((id, some) -> assertThat(
                        some.stream().map(Slice::quantity).toList())
                .as("%s: slices of %s", where, id)
                .isEqualTo(afresh.slicesOf(id).stream().map(Slice::quantity).toList()));
    }

    @DisplayName("U3, U5: a record in the midst of many does not have them all read again")
    @Test
    void fewAreReadAgain() {
        Life life = new Life();
        life.buy("3000", null, "P1D", HOUR, "m");
        List<UsageRecord> many = new ArrayList<>();
        for (int i = 0; i < SECONDS; i++) {
            many.add(life.record("m", "1", HOUR.plusSeconds(i)));
        }
        var unused = life.accept(many);
        // the first one that comes before the plan ran dry has all read, once
        unused = life.accept(List.of(life.record("m", "1", HOUR.plusSeconds(5))));
        long once = life.read;
        for (int i = 0; i < 200; i++) {
            unused = life.accept(List.of(life.record("m", "1", HOUR.plusSeconds(i * 14L))));
        }
        many.stream().sorted(Comparator.comparing(UsageRecord::id)).limit(200).forEach(life::voidRecord);
        life.assertEqualsAfresh("at the end");
        assertThat(once).isGreaterThanOrEqualTo(SECONDS);
        assertThat(life.read - once).isLessThan(400L * 400);
    }
}
