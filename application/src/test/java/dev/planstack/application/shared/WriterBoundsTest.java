package dev.planstack.application.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planstack.domain.shared.Outcome;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What waits in front of a writer that does not get to it. */
class WriterBoundsTest {

    private final Writer idle = new Writer(null, null, null, null, null, null, false, null, null, 1, null, null);

    private CompletableFuture<Committed<Outcome<String>>> submit(int held) {
        return idle.submit(held, Map.of(), turn -> Outcome.done("done"));
    }

    private static void isRefused(CompletableFuture<?> answer) {
        assertThat(answer).isDone();
        assertThatThrownBy(answer::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        Unavailable.class, e -> assertThat(e.kind()).isEqualTo(Unavailable.Kind.OVERLOADED));
    }

    @Test
    void a_hundred_thousand_records_wait_and_not_one_more() {
        for (int i = 0; i < 10; i++) {
            assertThat(idle.hasRoomFor(10_000)).isTrue();
            assertThat(submit(10_000)).isNotDone();
        }
        assertThat(idle.hasRoomFor(1)).isFalse();
        isRefused(submit(1));
        isRefused(idle.advance(Instant.EPOCH));
        assertThat(idle.waiting()).isEqualTo(10);
    }

    @Test
    void what_does_not_fit_leaves_room_for_what_does() {
        assertThat(submit(99_999)).isNotDone();
        isRefused(submit(2));
        assertThat(idle.hasRoomFor(1)).isTrue();
        assertThat(submit(1)).isNotDone();
    }

    @Test
    void a_request_of_more_faults_than_records_may_wait_is_taken_when_nothing_else_waits() {
        assertThat(submit(150_000)).isNotDone();
        assertThat(idle.hasRoomFor(1)).isFalse();
    }

    @Test
    void small_requests_are_counted_too() {
        for (int i = 0; i < 4_096; i++) {
            assertThat(submit(1)).isNotDone();
        }
        assertThat(idle.hasRoomFor(1)).isFalse();
        isRefused(submit(1));
    }
}
