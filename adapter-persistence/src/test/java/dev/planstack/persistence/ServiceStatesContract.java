package dev.planstack.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planstack.application.shared.ServiceState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What {@link dev.planstack.application.shared.ServiceStates} promises. */
abstract class ServiceStatesContract extends PortContract {

    @Test
    void a_new_storage_begins_with_no_commit_at_its_start() {
        assertThat(inTransaction(() -> ports.states().load())).isEqualTo(new ServiceState(0, Ports.START, calendar()));
    }

    @Test
    void the_state_comes_back_as_it_was_saved() {
        ServiceState state = new ServiceState(17, Instant.parse("2026-01-11T00:00:00.000000001Z"), calendar());
        commit(() -> {
            ports.states().save(state);
            assertThat(ports.states().load()).isEqualTo(state);
        });
        reopen();
        assertThat(see(() -> ports.states().load())).isEqualTo(state);
    }

    @Test
    void it_is_refused_outside_a_transaction() {
        assertThatThrownBy(() -> ports.states().load()).isInstanceOf(IllegalStateException.class);
    }
}
