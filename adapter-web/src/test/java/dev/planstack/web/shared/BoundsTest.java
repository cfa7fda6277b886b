package dev.planstack.web.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BoundsTest {

    private static final long SMALL_HEAP = 64 << 20;
    private static final int LARGEST_BODY = 16 << 20;

    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final Bounds bounds = new Bounds(SMALL_HEAP, records -> asked.getAndSet(records) >= 0, clock::get);

    private static void grow(Bounds.Share share, int bytes) {
        for (int grown = 0; grown < bytes; grown += Bounds.STEP) {
            share.grow();
        }
    }

    private static void isRefused(Runnable asking) {
        assertThatThrownBy(asking::run).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().status()).isEqualTo(503);
            assertThat(e.problem().headers()).containsKey("Retry-After");
        });
    }

    @Test
    void oneLargestBodyFitsHoweverSmallTheHeapAndGivesItsRoomBack() {
        try (Bounds.Share first = bounds.share();
                Bounds.Share second = bounds.share()) {
            grow(first, LARGEST_BODY);
            grow(second, Bounds.STEP);
            isRefused(second::grow);
        }
        try (Bounds.Share again = bounds.share()) {
            grow(again, LARGEST_BODY);
        }
    }

    @Test
    void aLargerHeapHasRoomForMore() {
        Bounds large = new Bounds(4L << 30, records -> true, clock::get);
        List<Bounds.Share> shares = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            shares.add(large.share());
            grow(shares.get(i), LARGEST_BODY);
        }
        shares.forEach(Bounds.Share::close);
    }

    @Test
    void largeBodiesAreBoundedInNumber() {
        List<Bounds.Share> shares = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            shares.add(bounds.share());
            assertThat(shares.get(i).enter()).isTrue();
            assertThat(shares.get(i).enter()).as("once only").isTrue();
        }
        try (Bounds.Share more = bounds.share()) {
            assertThat(more.enter()).isFalse();
            isRefused(more::grow);
            shares.get(0).close();
            more.grow();
        }
        shares.forEach(Bounds.Share::close);
        try (Bounds.Share again = bounds.share()) {
            assertThat(again.enter()).isTrue();
        }
    }

    @Test
    void aBodyIsLateAfterAMinute() {
        try (Bounds.Share share = bounds.share()) {
            clock.addAndGet(Duration.ofSeconds(60).toNanos());
            assertThat(share.isLate()).isFalse();
            clock.incrementAndGet();
            assertThat(share.isLate()).isTrue();
        }
    }

    @Test
    void whoWaitsForEventsIsBoundedInNumber() {
        for (int i = 0; i < 256; i++) {
            bounds.beginWait();
        }
        isRefused(bounds::beginWait);
        bounds.endWait();
        bounds.beginWait();
    }

    @Test
    void recordsAreGuessedByTheSizeOfTheBody() {
        assertThat(bounds.mayWrite(-1)).isTrue();
        assertThat(asked).hasValue(1);
        assertThat(bounds.mayWrite(12_800)).isTrue();
        assertThat(asked).hasValue(101);
        assertThat(bounds.mayWrite(Long.MAX_VALUE)).isTrue();
        assertThat(asked).hasValue(10_000);
        asked.set(-1);
        assertThat(bounds.mayWrite(1)).isFalse();
    }
}
