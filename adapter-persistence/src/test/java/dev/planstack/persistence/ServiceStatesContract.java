package dev.planstack.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planstack.application.shared.ServiceState;
import dev.planstack.application.shared.Transactions.Transaction;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What {@link dev.planstack.application.shared.ServiceStates} promises. */
abstract class ServiceStatesContract extends PortContract {

    @Test
    void a_new_storage_begins_with_no_commit_at_its_start() {
        assertThat(inTransaction(() -> ports.states().load()))
                .isEqualTo(new ServiceState(0, 0, Ports.START, calendar()));
    }

    @Test
    void changes_and_changes_of_the_catalog_are_counted() {
        Instant now = Instant.parse("2026-01-11T00:00:00.000000001Z");
        ServiceState first = inTransaction(() -> ports.states().advance(2, true, now));
        assertThat(first).isEqualTo(new ServiceState(2, 1, now, calendar()));
        ServiceState second = inTransaction(() -> ports.states().advance(3, false, now));
        assertThat(second).isEqualTo(new ServiceState(5, 1, now, calendar()));
        reopen();
        assertThat(see(() -> ports.states().load())).isEqualTo(second);
        assertThat(ports.snapshots().<ServiceState>see(state -> state)).isEqualTo(second);
    }

    @Test
    void time_never_goes_back() {
        Instant later = Ports.START.plusNanos(1);
        assertThat(inTransaction(() -> ports.states().advance(0, false, later)).now())
                .isEqualTo(later);
        assertThat(inTransaction(() -> ports.states().advance(0, false, Ports.START))
                        .now())
                .isEqualTo(later);
    }

    @Test
    void what_is_advanced_is_taken_back_with_its_transaction() {
        try (Transaction transaction = ports.transactions().begin()) {
            assertThat(transaction.id()).isNotNegative();
            assertThat(ports.states()
                            .advance(1, true, Ports.START.plusSeconds(1))
                            .commit())
                    .isEqualTo(1);
        }
        assertThat(see(() -> ports.states().load())).isEqualTo(new ServiceState(0, 0, Ports.START, calendar()));
    }

    @Test
    void it_is_refused_outside_a_transaction() {
        assertThatThrownBy(() -> ports.states().load()).isInstanceOf(IllegalStateException.class);
    }
}
