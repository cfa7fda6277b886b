package dev.planstack.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.application.shared.Idempotency;
import dev.planstack.application.shared.IdempotencyKeys.Remembered;
import org.junit.jupiter.api.Test;

/** What {@link dev.planstack.application.shared.IdempotencyKeys} promises. */
abstract class IdempotencyKeysContract extends PortContract {

    private static final Idempotency.Key KEY = new Idempotency.Key("acme", "/v1/accounts/acme/top-ups", "k-1");
    private static final Remembered ANSWER = new Remembered("print", "{\"a\":\"ü\"}", Ports.START);

    @Test
    void an_answer_is_found_by_its_key_alone() {
        commit(() -> ports.keys().save(KEY, ANSWER));
        reopen();
        assertThat(see(() -> ports.keys().find(KEY, Ports.START.minusSeconds(1))))
                .contains(ANSWER);
        assertThat(see(() -> ports.keys().find(new Idempotency.Key("other", KEY.path(), KEY.value()), Ports.START)))
                .isEmpty();
        assertThat(see(() -> ports.keys().find(new Idempotency.Key(KEY.account(), "/", KEY.value()), Ports.START)))
                .isEmpty();
        assertThat(see(() -> ports.keys().find(new Idempotency.Key(KEY.account(), KEY.path(), "k-2"), Ports.START)))
                .isEmpty();
    }

    @Test
    void an_answer_is_found_from_the_instant_it_was_given_at_and_not_after() {
        commit(() -> ports.keys().save(KEY, ANSWER));
        assertThat(see(() -> ports.keys().find(KEY, Ports.START))).isPresent();
        assertThat(see(() -> ports.keys().find(KEY, Ports.START.plusNanos(1)))).isEmpty();
    }

    @Test
    void a_newer_answer_replaces_an_older() {
        Remembered newer = new Remembered("other", "text", Ports.START.plusSeconds(9));
        commit(() -> {
            ports.keys().save(KEY, ANSWER);
            ports.keys().save(KEY, newer);
            assertThat(ports.keys().find(KEY, Ports.START)).contains(newer);
        });
    }

    @Test
    void what_is_older_is_forgotten_and_nothing_else() {
        Idempotency.Key other = new Idempotency.Key("other", KEY.path(), KEY.value());
        Idempotency.Key later = new Idempotency.Key(KEY.account(), KEY.path(), "k-2");
        commit(() -> {
            ports.keys().save(KEY, ANSWER);
            ports.keys().save(other, ANSWER);
            ports.keys().save(later, new Remembered("print", "text", Ports.START.plusNanos(1)));
            ports.keys().forget(KEY.account(), Ports.START.plusNanos(1));
        });
        assertThat(see(() -> ports.keys().find(KEY, Ports.START))).isEmpty();
        assertThat(see(() -> ports.keys().find(other, Ports.START))).isPresent();
        assertThat(see(() -> ports.keys().find(later, Ports.START))).isPresent();
    }
}
