package dev.planstack.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.plan.Period;
import dev.planstack.domain.plan.Plan;
import dev.planstack.domain.plan.PlanId;
import dev.planstack.domain.shared.Outcome;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link dev.planstack.application.plan.PlanStore} promises. */
abstract class PlanStoreContract extends PortContract {

    @Test
    void plans_are_found_however_long_ago_they_expired() {
        Plan[] plan = new Plan[1];
        commit(() -> {
            Story story = new Story(ports, Story.ACME, 0);
            story.topUp("100.00");
            story.buy(Samples.offering("daily", Optional.of(Period.DAY), "4", "P5D"));
            plan[0] = story.book().plan(PlanId.ofNumber(1)).orElseThrow();
            story.pass(Duration.ofDays(1));
            Outcome<Plan> frozen = story.book().freeze(plan[0], story.now());
            plan[0] = frozen.fold(p -> p, r -> plan[0]);
            story.pass(Duration.ofDays(1));
            Outcome<Plan> unfrozen = story.book().unfreeze(plan[0], story.now());
            plan[0] = unfrozen.fold(p -> p, r -> plan[0]);
            story.pass(Duration.ofDays(400));
            assertThat(plan[0].freezes()).hasSize(1);
            assertThat(ports.plans().find(Story.ACME, plan[0].id())).contains(plan[0]);
        });
        reopen();
        assertThat(see(() -> ports.plans().find(Story.ACME, plan[0].id()))).contains(plan[0]);
    }

    @Test
    void a_plan_of_another_account_is_not_found() {
        commit(() -> new Story(ports, Story.ACME, 0).tellAll());
        assertThat(see(() -> ports.plans().find(Samples.account("other"), PlanId.ofNumber(1))))
                .isEmpty();
        assertThat(see(() -> ports.plans().find(Story.ACME, PlanId.ofNumber(2))))
                .isEmpty();
    }
}
