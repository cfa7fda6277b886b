package dev.planstack.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planstack.application.shared.ServiceState;
import dev.planstack.application.shared.Transactions.Transaction;
import dev.planstack.domain.meter.Meter;
import dev.planstack.domain.meter.MeterCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** What {@link dev.planstack.application.shared.Transactions} and Snapshots promise together. */
abstract class TransactionsContract extends PortContract {

    private static final Meter METER = Meter.of("m", "piece", 0);

    @Test
    void what_is_not_committed_is_taken_back() {
        try (Transaction transaction = ports.transactions().begin()) {
            ports.meters().save(METER);
            assertThat(ports.meters().find(METER.code())).isPresent();
            assertThat(transaction).isNotNull();
        }
        assertThat(see(() -> ports.meters().find(METER.code()))).isEmpty();
        commit(() -> ports.meters().save(METER));
        assertThat(see(() -> ports.meters().find(METER.code()))).isPresent();
    }

    @Test
    void a_transaction_inside_a_transaction_or_a_snapshot_is_refused() {
        try (Transaction outer = ports.transactions().begin()) {
            assertThatThrownBy(() -> ports.transactions().begin()).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> ports.snapshots().see(state -> state)).isInstanceOf(IllegalStateException.class);
            ports.meters().save(METER);
            outer.commit();
        }
        assertThatThrownBy(() -> see(() -> ports.transactions().begin())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> see(() -> see(() -> 1))).isInstanceOf(IllegalStateException.class);
        assertThat(see(() -> ports.meters().find(METER.code()))).isPresent();
    }

    @Test
    void only_one_is_open_at_a_time() throws Exception {
        try (Transaction open = ports.transactions().begin()) {
            assertThatThrownBy(() -> CompletableFuture.runAsync(() -> {
                                Transaction second = ports.transactions().begin();
                                second.close();
                            })
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(IllegalStateException.class);
            open.commit();
        }
    }

    @Test
    void a_committed_transaction_cannot_be_committed_again() {
        try (Transaction transaction = ports.transactions().begin()) {
            transaction.commit();
            assertThatThrownBy(transaction::commit).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void a_snapshot_stays_at_its_commit() {
        ServiceState before = ports.snapshots().see(state -> {
            CompletableFuture.runAsync(() -> commit(() -> {
                        ports.meters().save(METER);
                        assertThat(ports.states().advance(1, false, Ports.START).commit())
                                .isEqualTo(1);
                    }))
                    .join();
            assertThat(state.commit()).isZero();
            assertThat(ports.states().load()).isEqualTo(state);
            assertThat(ports.meters().find(METER.code())).isEmpty();
            return state;
        });
        assertThat(before.commit()).isZero();
        ServiceState seen = ports.snapshots().see(state -> state);
        assertThat(seen.commit()).isEqualTo(1);
    }

    @Test
    void a_snapshot_writes_nothing() {
        assertThatThrownBy(() -> see(() -> {
                    ports.meters().save(METER);
                    return METER;
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_query_that_fails_spoils_no_later_one() {
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> see(() -> {
                        throw new IllegalArgumentException("of the query");
                    }))
                    .hasMessage("of the query");
        }
        assertThat(see(() -> ports.meters().find(new MeterCode("none")))).isEmpty();
    }

    @Test
    void outside_of_both_nothing_works() {
        assertThatThrownBy(() -> ports.meters().find(METER.code())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ports.meters().save(METER)).isInstanceOf(IllegalStateException.class);
    }
}
