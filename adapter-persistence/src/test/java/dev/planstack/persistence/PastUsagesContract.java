package dev.planstack.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.runway.PastUsage;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link dev.planstack.application.shared.PastUsages} promises. */
abstract class PastUsagesContract extends PortContract {

    private static final Instant TEN = Instant.parse("2026-01-10T10:00:00Z");
    private static final Instant ELEVEN = Instant.parse("2026-01-10T11:00:00Z");

    @BeforeEach
    void tell() {
        commit(() -> new Story(ports, Story.ACME, 0).tellAll());
    }

    private String byHour(PastUsage past) {
        return past.byHour(Samples.TRAFFIC, calendar()) + " " + past.byHour(Samples.TRANSCODE, calendar());
    }

    @Test
    void a_late_record_is_told_of_so_that_usage_is_seen_where_it_occurred_and_a_voided_one_is_not() {
        PastUsage past = see(() -> ports.pastUsages().since(Story.ACME, Instant.MIN));
        assertThat(byHour(past)).isEqualTo("{" + TEN + "=7} {" + TEN + "=7, 2026-01-10T12:00:00Z=3}");
        assertThat(past.late()).hasSize(1);
        assertThat(past.hours()).extracting(use -> use.amount().isPresent()).containsExactly(true, true, false, false);
    }

    @Test
    void it_goes_back_no_further_than_asked() {
        PastUsage past = see(() -> ports.pastUsages().since(Story.ACME, ELEVEN));
        assertThat(past.hours()).hasSize(2);
        assertThat(see(() -> ports.pastUsages()
                        .since(Story.ACME, ELEVEN.plusNanos(1))
                        .hours()))
                .hasSize(1);
        assertThat(see(() -> ports.pastUsages().since(Samples.account("other"), Instant.MIN)))
                .isEqualTo(PastUsage.NONE);
    }

    @Test
    void inside_a_transaction_it_sees_what_waits_to_be_written() {
        commit(() -> {
            Story other = new Story(ports, Samples.account("other"), 90);
            other.topUp("5.00");
            other.use("x", Samples.TRAFFIC, "2", "2026-01-10T10:31:00Z");
            PastUsage past = ports.pastUsages().since(Samples.account("other"), Instant.MIN);
            assertThat(past.byHour(Samples.TRAFFIC, calendar()).toString())
                    .isEqualTo(Map.of(TEN, "2").toString());
        });
    }
}
