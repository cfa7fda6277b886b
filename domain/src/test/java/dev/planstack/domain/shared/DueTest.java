package dev.planstack.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rule T5: what falls due is done in order of its instant, then of its kind. */
class DueTest {

    private static final Instant T = Instant.parse("2026-01-31T10:00:00Z");

    @Test
    @DisplayName("T5: at one instant plans start, refill and expire, hours are billed, accounts suspended, released,"
            + " licenses expire, renew themselves, and what comes is told")
    void kinds() {
        assertThat(DueKind.values())
                .containsExactly(
                        DueKind.PLAN_START,
                        DueKind.PLAN_REFILL,
                        DueKind.PLAN_EXPIRY,
                        DueKind.HOUR_BILLING,
                        DueKind.SUSPENSION,
                        DueKind.RELEASE,
                        DueKind.LICENSE_EXPIRY,
                        DueKind.AUTO_RENEWAL,
                        DueKind.REMINDER);
    }

    @Test
    @DisplayName("T5: the earlier instant comes first whatever the kind")
    void order() {
        Due billing = new Due(T, DueKind.HOUR_BILLING);
        Due expiry = new Due(T, DueKind.PLAN_EXPIRY);
        Due start = new Due(T, DueKind.PLAN_START);
        Due later = new Due(T.plusNanos(1), DueKind.PLAN_START);
        assertThat(Stream.of(later, billing, start, expiry).sorted()).isEqualTo(List.of(start, expiry, billing, later));
        assertThat(Due.lastAt(T)).isEqualTo(new Due(T, DueKind.REMINDER)).isLessThan(later);
    }
}
