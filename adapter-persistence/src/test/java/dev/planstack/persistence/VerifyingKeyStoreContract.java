package dev.planstack.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.application.license.VerifyingKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What {@link dev.planstack.application.license.VerifyingKeyStore} promises. */
abstract class VerifyingKeyStoreContract extends PortContract {

    private static final VerifyingKey FIRST = new VerifyingKey("MTF");
    private static final VerifyingKey SECOND = new VerifyingKey("QUJ");
    private static final VerifyingKey THIRD = new VerifyingKey("ADa");

    private void add(VerifyingKey key, int hours) {
        commit(() -> ports.verifyingKeys().add(key, Ports.START.plus(Duration.ofHours(hours))));
    }

    @Test
    void keys_come_back_the_newest_first() {
        add(SECOND, 2);
        add(FIRST, 1);
        add(THIRD, 3);
        reopen();
        assertThat(see(() -> ports.verifyingKeys().all())).containsExactly(THIRD, SECOND, FIRST);
    }

    @Test
    void a_key_that_is_there_stays_as_it_is() {
        add(FIRST, 1);
        add(SECOND, 2);
        add(FIRST, 3);
        assertThat(see(() -> ports.verifyingKeys().all())).containsExactly(SECOND, FIRST);
    }
}
