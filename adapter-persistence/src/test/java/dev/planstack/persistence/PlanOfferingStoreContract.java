package dev.planstack.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.application.shared.Page;
import dev.planstack.domain.plan.Period;
import dev.planstack.domain.plan.PlanOffering;
import dev.planstack.domain.shared.OfferingId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link dev.planstack.application.plan.PlanOfferingStore} promises. */
abstract class PlanOfferingStoreContract extends PortContract {

    @ParameterizedTest
    @EnumSource(Period.class)
    void a_periodic_offering_comes_back_as_it_was_saved(Period period) {
        keepsAsSaved(Samples.offering("periodic", Optional.of(period), "0.000000000001", "P1Y2M3DT4H5M6S"));
    }

    @Test
    void a_total_offering_comes_back_as_it_was_saved() {
        keepsAsSaved(Samples.offering("total", Optional.empty(), "999999999999999.5", "P36500D"));
    }

    private void keepsAsSaved(PlanOffering offering) {
        commit(() -> ports.planOfferings().save(offering));
        reopen();
        PlanOffering found =
                see(() -> ports.planOfferings().find(offering.id())).orElseThrow();
        assertThat(found).isEqualTo(offering);
        assertThat(found.prices().keySet())
                .containsExactlyElementsOf(offering.prices().keySet());
    }

    @Test
    void the_last_save_replaces_the_one_before() {
        PlanOffering changed = Samples.offering("o", Optional.empty(), "2", "P1D");
        commit(() -> {
            ports.planOfferings().save(Samples.offering("o", Optional.of(Period.DAY), "1", "P1M"));
            ports.planOfferings().save(changed);
            assertThat(ports.planOfferings().find(changed.id())).contains(changed);
        });
    }

    @Test
    void an_unknown_offering_is_not_found() {
        assertThat(see(() -> ports.planOfferings().find(new OfferingId("none"))))
                .isEmpty();
    }

    @Test
    void offerings_are_listed_by_id_page_by_page() {
        commit(() -> {
            for (String id : new String[] {"b", "a", "c"}) {
                ports.planOfferings().save(Samples.offering(id, Optional.empty(), "1", "P1D"));
            }
        });
        Page<PlanOffering> first = see(() -> ports.planOfferings().list(new Page.Request(2, Optional.empty())));
        Page<PlanOffering> second = see(() -> ports.planOfferings().list(new Page.Request(2, first.next())));
        assertThat(first.data()).extracting(o -> o.id().value()).containsExactly("a", "b");
        assertThat(second.data()).extracting(o -> o.id().value()).containsExactly("c");
        assertThat(second.next()).isEmpty();
    }
}
