package dev.planstack.web.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RateLimiterTest {

    private static final int BURST = 3;
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    // near the end of what a clock of nanoseconds can count, so that every test runs over it
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1);
    private final RateLimiter limiter = new RateLimiter(BURST, INTERVAL, 4, clock::get);

    @Test
    void takesABurstAndThenOneForEachInterval() {
        assertThat(taken("a", 5)).isEqualTo(BURST);
        pass(INTERVAL.minusNanos(1));
        assertThat(taken("a", 5)).isZero();
        pass(Duration.ofNanos(1));
        assertThat(taken("a", 5)).isOne();
        pass(INTERVAL.multipliedBy(2));
        assertThat(taken("a", 5)).isEqualTo(2);
    }

    @Test
    void savesUpNoMoreThanABurst() {
        assertThat(taken("a", 1)).isOne();
        pass(Duration.ofDays(40));
        assertThat(taken("a", 9)).isEqualTo(BURST);
    }

    @Test
    void oneDoesNotSpendWhatIsAnothers() {
        assertThat(taken("a", 9)).isEqualTo(BURST);
        assertThat(taken("b", 9)).isEqualTo(BURST);
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "1, 10", "1000, 9", "9001, 1", "9999, 1"})
    void saysInWholeSecondsWhenToComeAgain(long millisLater, String retryAfter) {
        assertThat(taken("a", BURST)).isEqualTo(BURST);
        pass(Duration.ofMillis(millisLater));
        Problem problem = refusal("a").orElseThrow();
        assertThat(problem.status()).isEqualTo(429);
        assertThat(problem.type()).isEqualTo("/problems/too-many-requests");
        assertThat(problem.headers()).containsEntry("Retry-After", retryAfter);
        pass(Duration.ofSeconds(Long.parseLong(retryAfter)));
        assertThat(refusal("a")).isEmpty();
    }

    @Test
    void remembersABoundedNumberAndForgetsWhoWasSeenLeastRecently() {
        assertThat(taken("a", BURST)).isEqualTo(BURST);
        assertThat(taken("b", BURST)).isEqualTo(BURST);
        for (String other : new String[] {"c", "d"}) {
            assertThat(taken(other, 1)).isOne();
        }
        assertThat(taken("a", 1)).as("refused, but seen").isZero();
        assertThat(taken("e", 1)).isOne();
        assertThat(limiter.known()).isEqualTo(4);
        assertThat(taken("a", 1)).isZero();
        assertThat(taken("b", 9)).isEqualTo(BURST);
        assertThat(IntStream.range(0, 10_000).map(i -> taken("x" + i, 1)).sum()).isEqualTo(10_000);
        assertThat(limiter.known()).isEqualTo(4);
    }

    @Test
    void namesOfAnyLengthAreToldApart() {
        String name = "n".repeat(100_000);
        assertThat(taken(name + 1, 9)).isEqualTo(BURST);
        assertThat(taken(name + 2, 9)).isEqualTo(BURST);
        assertThat(taken(name + 1, 9)).isZero();
    }

    @Test
    void noRateIsNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimiter(0, INTERVAL, 1, clock::get));
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimiter(1, Duration.ZERO, 1, clock::get));
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimiter(1, INTERVAL, 0, clock::get));
    }

    private void pass(Duration time) {
        long unused = clock.addAndGet(time.toNanos());
    }

    private int taken(String who, int tries) {
        return (int)
                IntStream.range(0, tries).filter(i -> refusal(who).isEmpty()).count();
    }

    private Optional<Problem> refusal(String who) {
        return Optional.ofNullable(catchThrowableOfType(ProblemException.class, () -> limiter.take(who)))
                .map(ProblemException::problem);
    }
}
