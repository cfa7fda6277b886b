package dev.planstack.domain.runway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.billing.BookSnapshot;
import dev.planstack.domain.billing.RandomHistory;
import dev.planstack.domain.billing.UsageAdmission;
import dev.planstack.domain.billing.UsageRecord;
import dev.planstack.domain.license.Licensing;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.domain.shared.Event;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.testing.Given;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Simulating what then really happens gives what really happened, after random lives of an account. */
class SimulationPropertyTest {

    private static final int STEPS_BEFORE = 60;
    private static final int STEPS_AFTER = 30;

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("planstack.seeds", 100));
    }

    @DisplayName(
            "a simulation of what then happens tells of the same events, balance, plans and charges, and changes nothing")
    @ParameterizedTest
    @MethodSource("seeds")
    void simulatedIsAsLived(long seed) {
        RandomHistory history = new RandomHistory(seed);
        for (int i = 0; i < STEPS_BEFORE; i++) {
            history.step();
        }
        if (seed % 2 == 0) {
            leaveLittleMoney(history);
        }
        BookSnapshot snapshot = history.book.snapshot();
        List<UsageRecord> open = history.between(Instant.MIN, Instant.MAX);
        Standing standing = new Standing(
                history.calendar,
                history.meters,
                Licensing.NONE,
                snapshot,
                (from, until) -> open.stream()
                        .filter(r -> !r.hour().isBefore(from) && r.hour().isBefore(until))
                        .toList(),
                history.now,
                history.now);
        int eventsBefore = history.events.size();
        int billsBefore = history.bills.size();

        Random random = new Random(seed);
        List<Intent> purchases = new ArrayList<>();
        List<UsageRecord> usage = new ArrayList<>();
        Instant at = history.now;
        for (int i = 0; i < STEPS_AFTER; i++) {
            at = at.plusSeconds(random.nextInt(4) == 0 ? random.nextInt(200_000) : random.nextInt(3_000));
            if (random.nextInt(5) == 0) {
                purchases.add(new Intent(history.anOffering(), at, Optional.empty()));
            } else {
                usage.add(history.aRecord(at));
            }
        }
        Instant until = at.plusSeconds(random.nextInt(500_000));

        Future future = Future.of(standing, new Supposition(purchases, usage, List.of()), until);
        assertThat(history.book.snapshot())
                .as("seed %s: nothing is changed", seed)
                .isEqualTo(snapshot);

        for (Happening happening : new Supposition(purchases, usage, List.of()).happenings()) {
            history.until(happening.at());
            happening.purchase().ifPresent(p -> history.buy(p.offering(), p.effectiveAt()));
            happening
                    .usage()
                    .filter(r -> UsageAdmission.refuses(r, history.meters.get(r.meter()), history.book.account())
                            .isEmpty())
                    .ifPresent(r -> history.use(List.of(r)));
        }
        history.until(until);

        String where = "seed " + seed;
        List<Event> events = history.events.subList(eventsBefore, history.events.size());
        assertThat(future.events()).as(where).containsExactlyElementsOf(events);
        assertThat(future.account()).as(where).isEqualTo(history.book.account());
        assertThat(future.accrued()).as(where).isEqualTo(history.book.accrued());
        assertThat(future.modes()).as(where).isEqualTo(history.book.modes());
        assertThat(remaining(future)).as(where).isEqualTo(remaining(history, standing.now(), until));
        assertThat(future.charges().stream().map(Future.MonthCharge::amount).reduce(Money.zero(Given.USD), Money::plus))
                .as(where)
                .isEqualTo(history.bills.subList(billsBefore, history.bills.size()).stream()
                        .map(bill -> bill.total())
                        .reduce(history.book.accrued(), Money::plus));
    }

    /** Buys for nearly all that is available, so that purchases are refused and the account gets overdue before long. */
    private static void leaveLittleMoney(RandomHistory history) {
        Money price = history.book.account().available(history.book.accrued()).minus(Money.of("2.00", "USD"));
        PlanOffering plain = Given.offering("dear", "5", null, "P1D", "m0=1");
        history.buy(
                new PlanOffering(
                        plain.id(),
                        plain.name(),
                        plain.unit(),
                        plain.quota(),
                        plain.period(),
                        plain.validity(),
                        plain.meters(),
                        Map.of(Given.USD, price),
                        plain.activationDelay(),
                        plain.renewable(),
                        plain.withdrawn()),
                Optional.empty());
    }

    private static Map<String, Quantity> remaining(Future future) {
        return future.plans().stream()
                .collect(Collectors.toMap(end -> end.plan().id().value(), Future.PlanEnd::remaining));
    }

    private static Map<String, Quantity> remaining(RandomHistory history, Instant from, Instant until) {
        Map<String, Quantity> remaining = new TreeMap<>();
        for (Plan plan : history.plans) {
            if (plan.refundedAt().isEmpty() && plan.expiresAt().isAfter(from)) {
                remaining.put(plan.id().value(), history.book.remaining(plan, until));
            }
        }
        return remaining;
    }
}
