package dev.planstack.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.application.billing.DeductionRow;
import dev.planstack.application.billing.UsageQueries.DeductionFilter;
import dev.planstack.domain.billing.HourUse;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link dev.planstack.application.billing.UsageQueries} promises. */
abstract class UsageQueriesContract extends PortContract {

    private static final Instant TEN = Instant.parse("2026-01-10T10:00:00Z");
    private static final Instant ELEVEN = Instant.parse("2026-01-10T11:00:00Z");
    private static final DeductionFilter ALL =
            new DeductionFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    @BeforeEach
    void tell() {
        commit(() -> new Story(ports, Story.ACME, 0).tellAll());
    }

    private List<HourUse> hours(Optional<Instant> from, Optional<Instant> to) {
        return see(() -> ports.usage().hours(Story.ACME, Optional.empty(), from, to));
    }

    @Test
    void hours_come_by_hour_and_meter_and_only_billed_ones_carry_an_amount() {
        List<HourUse> all = hours(Optional.empty(), Optional.empty());
        assertThat(all)
                .extracting(use -> use.hour() + " " + use.meter() + " " + use.quantity() + " "
                        + use.amount().isPresent())
                .containsExactly(
                        TEN + " traffic.cn 6 true",
                        TEN + " transcode.h264 7 true",
                        ELEVEN + " traffic.cn 1 false",
                        "2026-01-10T12:00:00Z transcode.h264 3 false");
        assertThat(all.get(0).amount().orElseThrow().currency()).isEqualTo(Samples.USD);
        assertThat(all.get(1).amount()).isNotEqualTo(Optional.of(Money.of("0.00", "USD")));
    }

    @Test
    void hours_are_filtered_by_meter_and_by_their_start() {
        assertThat(hours(Optional.of(ELEVEN), Optional.empty())).hasSize(2);
        assertThat(hours(Optional.empty(), Optional.of(ELEVEN))).hasSize(2);
        assertThat(hours(Optional.of(TEN.plusNanos(1)), Optional.of(ELEVEN))).isEmpty();
        assertThat(see(() -> ports.usage()
                        .hours(Story.ACME, Optional.of(Samples.TRANSCODE), Optional.empty(), Optional.empty())))
                .hasSize(2);
    }

    @Test
    void pay_as_you_go_adds_up_exactly_what_hours_hold() {
        List<HourUse> all = hours(Optional.empty(), Optional.empty());
        Quantity expected = all.get(0).payAsYouGo().plus(all.get(2).payAsYouGo());
        assertThat(see(() -> ports.usage().payAsYouGo(Story.ACME, Samples.TRAFFIC, TEN, ELEVEN.plusSeconds(1))))
                .isEqualTo(expected);
        assertThat(see(() -> ports.usage().payAsYouGo(Story.ACME, Samples.TRAFFIC, TEN, ELEVEN)))
                .isEqualTo(all.get(0).payAsYouGo());
        assertThat(see(() -> ports.usage().payAsYouGo(Story.ACME, Samples.TRAFFIC, TEN, TEN)))
                .isEqualTo(Quantity.ZERO);
    }

    private List<String> deductions(DeductionFilter filter) {
        return see(() -> ports.usage().settledDeductions(Story.ACME, filter, Optional.empty(), 100)).stream()
                .map(row -> row.record().id().value())
                .toList();
    }

    @Test
    void deductions_are_those_of_plans_in_their_order_page_by_page() {
        List<DeductionRow> all = see(() -> ports.usage().settledDeductions(Story.ACME, ALL, Optional.empty(), 100));
        assertThat(all).extracting(row -> row.record().id().value()).containsExactly("r1", "m1");
        assertThat(all).allSatisfy(row -> assertThat(row.settled()).isTrue());

        List<DeductionRow> oneByOne = new ArrayList<>();
        Optional<DeductionRow.Cursor> after = Optional.empty();
        for (int i = 0; i < all.size(); i++) {
            Optional<DeductionRow.Cursor> from = after;
            oneByOne.addAll(see(() -> ports.usage().settledDeductions(Story.ACME, ALL, from, 1)));
            after = Optional.of(oneByOne.get(i).cursor());
        }
        assertThat(oneByOne).isEqualTo(all);
        Optional<DeductionRow.Cursor> end = after;
        assertThat(see(() -> ports.usage().settledDeductions(Story.ACME, ALL, end, 1)))
                .isEmpty();
    }

    @Test
    void deductions_are_filtered_by_plan_meter_and_instant() {
        Optional<Instant> second = Optional.of(Instant.parse("2026-01-10T10:31:02Z"));
        PlanId plan = PlanId.ofNumber(1);
        assertThat(deductions(
                        new DeductionFilter(Optional.of(plan), Optional.empty(), Optional.empty(), Optional.empty())))
                .containsExactly("r1", "m1");
        assertThat(deductions(new DeductionFilter(
                        Optional.of(PlanId.ofNumber(2)), Optional.empty(), Optional.empty(), Optional.empty())))
                .isEmpty();
        assertThat(deductions(new DeductionFilter(
                        Optional.empty(), Optional.of(Samples.TRANSCODE), Optional.empty(), Optional.empty())))
                .containsExactly("m1");
        assertThat(deductions(new DeductionFilter(Optional.empty(), Optional.empty(), second, Optional.empty())))
                .containsExactly("m1");
        assertThat(deductions(new DeductionFilter(Optional.empty(), Optional.empty(), Optional.empty(), second)))
                .containsExactly("r1");
    }
}
