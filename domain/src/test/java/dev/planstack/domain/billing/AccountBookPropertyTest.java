package dev.planstack.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.shared.EventType;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.testing.Given;
import dev.planstack.testing.NaiveDeduction;
import dev.planstack.testing.NaiveDeduction.Cut;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the book keeps up record by record is what folding all records afresh gives, over random lives of an account. */
class AccountBookPropertyTest {

    private static final int STEPS = 120;

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("planstack.seeds", 150));
    }

    static LongStream seedsWithoutRenewals() {
        return seeds().map(seed -> 2 * seed);
    }

    @DisplayName("U3: remaining, modes and charges are those of all open records in order, after every step")
    @ParameterizedTest
    @MethodSource("seeds")
    void incrementalEqualsAfresh(long seed) {
        RandomHistory history = new RandomHistory(seed);
        for (int step = 0; step < STEPS; step++) {
            history.step();
            assertEqualsAfresh(history, "seed " + seed + " step " + step + " at " + history.now);
        }
    }

    private static void assertEqualsAfresh(RandomHistory history, String where) {
        Deduction afresh = Deduction.of(
                history.calendar, history.meters, history.plans, history.settledUses, history.open.values());
        for (Plan plan : history.plans) {
            boolean forfeited = !history.now.isBefore(plan.forfeitedAt(history.calendar));
            assertThat(history.book.remaining(plan, history.now))
                    .as("%s: remaining of %s", where, plan)
                    .isEqualTo(forfeited ? Quantity.ZERO : afresh.remaining(plan, history.now, history.calendar));
        }
        for (MeterCode meter : history.codes) {
            assertThat(history.book.modes().getOrDefault(meter, BillingMode.PAY_AS_YOU_GO))
                    .as("%s: B2 mode of %s", where, meter)
                    .isEqualTo(afresh.mode(meter, history.now, history.plans, history.calendar));
            Quantity payAsYouGo = history.book.provisionalHours().stream()
                    .filter(h -> h.meter().equals(meter))
                    .map(HourUse::payAsYouGo)
                    .reduce(Quantity.ZERO, Quantity::plus);
            assertThat(payAsYouGo).as("%s: pay-as-you-go of %s", where, meter).isEqualTo(afresh.payAsYouGo(meter));
        }
    }

    @DisplayName("P3–P6, U4: slices are those of the rules read off the page, billed hours included")
    @ParameterizedTest
    @MethodSource("seedsWithoutRenewals")
    void slicesEqualTheNaiveReading(long seed) {
        RandomHistory history = new RandomHistory(seed);
        for (int step = 0; step < STEPS; step++) {
            history.step();
        }
        Map<String, List<Cut>> naive =
                NaiveDeduction.of(history.calendar, history.meters, history.plans, history.all.values());
        Map<RecordId, List<Slice>> engine = new HashMap<>(history.settled);
        history.book
                .openDeduction(Instant.MAX)
                .records()
                .forEach(d -> engine.put(d.record().id(), d.slices()));
        Map<String, List<Cut>> cuts = new HashMap<>();
        engine.forEach((id, slices) -> cuts.put(
                id.value(),
                slices.stream()
                        .map(s -> new Cut(
                                s.draw().map(d -> d.plan().value()).orElse(null),
                                s.quantity().toString(),
                                s.draw().map(d -> d.units().toString()).orElse(null)))
                        .toList()));
        assertThat(cuts).isEqualTo(naive);
    }

    @DisplayName("A1, B3, B4: the balance is the sum of its movements; every switch starts where the last one ended")
    @ParameterizedTest
    @MethodSource("seeds")
    void moneyAndSwitchesAddUp(long seed) {
        RandomHistory history = new RandomHistory(seed);
        for (int step = 0; step < STEPS; step++) {
            history.step();
        }
        assertThat(history.movements.stream().reduce(Money.zero(Given.USD), Money::plus))
                .isEqualTo(history.book.account().balance());
        history.bills.forEach(bill -> assertThat(
                        bill.lines().stream().map(BillLine::amount).reduce(Money.zero(Given.USD), Money::plus))
                .isEqualTo(bill.total()));
        Map<String, String> modes = new HashMap<>();
        List<String> broken = new ArrayList<>();
        history.events.stream()
                .filter(e -> e.type() == EventType.BILLING_SWITCHED)
                .forEach(e -> {
                    String before = modes.getOrDefault(e.data().get("meter"), "pay-as-you-go");
                    if (!before.equals(e.data().get("from"))) {
                        broken.add(e.toString());
                    }
                    modes.put(e.data().get("meter"), e.data().get("to"));
                });
        assertThat(broken).isEmpty();
    }
}
