package dev.planstack.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.shared.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule A8: a threshold of 50.00 on what is available. */
class LowBalanceTest {

    private static final Money THRESHOLD = Money.of("50.00", "USD");
    private static final Instant T = Instant.parse("2026-01-10T10:00:00Z");

    private static LowBalance set(String available) {
        return LowBalance.set(THRESHOLD, Money.of(available, "USD"));
    }

    private static LowBalance seen(LowBalance alert, String available, boolean overdue, Instant at) {
        return alert.seen(THRESHOLD, Money.of(available, "USD"), overdue, at);
    }

    @DisplayName("A8: it fires when what is available goes from at or above the threshold to below it")
    @ParameterizedTest(name = "set at {0}, then {1}, overdue {2}: fired {3}")
    @CsvSource({
        "50.00, 49.99, false, 1",
        "80.00, 49.99, false, 1",
        "80.00, 50.00, false, 0",
        "49.99, 49.98, false, 0",
        "49.99, 10.00, false, 0",
        "80.00, -5.00, true, 0",
        "80.00, -5.00, false, 1",
    })
    void crossing(String before, String after, boolean overdue, int fired) {
        assertThat(seen(set(before), after, overdue, T).fired()).isEqualTo(fired);
    }

    @Test
    @DisplayName("A8: then every 24 hours while it stays below, 5 times in all, not a nanosecond early")
    void repeats() {
        LowBalance alert = seen(set("80.00"), "40.00", false, T);
        List<Instant> fired = new ArrayList<>(List.of(T));
        while (alert.nextAt().isPresent()) {
            Instant next = alert.nextAt().get();
            assertThat(seen(alert, "30.00", false, next.minusNanos(1))).isEqualTo(alert);
            alert = seen(alert, "30.00", false, next);
            fired.add(next);
        }
        assertThat(fired).hasSize(5);
        for (int i = 0; i < fired.size(); i++) {
            assertThat(fired.get(i)).isEqualTo(T.plusSeconds(86_400L * i));
        }
        assertThat(alert.fired()).isEqualTo(5);
        assertThat(seen(alert, "20.00", false, T.plusSeconds(864_000)).fired()).isEqualTo(5);
    }

    @Test
    @DisplayName("A8: overdue ends it; only being back at the threshold arms it again")
    void overdueAndBack() {
        LowBalance fired = seen(set("80.00"), "40.00", false, T);
        LowBalance overdue = seen(fired, "-1.00", true, T.plusSeconds(1));
        assertThat(overdue.nextAt()).isEmpty();
        LowBalance topped = seen(overdue, "10.00", false, T.plusSeconds(2));
        assertThat(topped.fired()).isZero();
        assertThat(seen(topped, "9.00", false, T.plusSeconds(3)).fired()).isZero();
        LowBalance back = seen(topped, "50.00", false, T.plusSeconds(4));
        assertThat(seen(back, "49.99", false, T.plusSeconds(5)).fired()).isEqualTo(1);
    }
}
