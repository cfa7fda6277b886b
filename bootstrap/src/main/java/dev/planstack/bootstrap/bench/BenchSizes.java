package dev.planstack.bootstrap.bench;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param accounts how many accounts there are
 * @param rounds how often the contenders take turns
 * @param round how long a turn is
 * @param warmUp how long each is warmed up
 * @param plans the numbers of stacked plans that deduction is measured with
 * @param starts how often programs are started
 */
record BenchSizes(int accounts, int rounds, Duration round, Duration warmUp, List<Integer> plans, int starts) {

    static final BenchSizes QUICK =
            new BenchSizes(20, 1, Duration.ofMillis(100), Duration.ofMillis(100), List.of(1, 10), 1);

    static final BenchSizes STANDARD =
            new BenchSizes(10_000, 7, Duration.ofSeconds(3), Duration.ofSeconds(8), List.of(1, 10, 100, 1_000), 9);

    BenchSizes with(int accountCount, int roundCount, int seconds) {
        return new BenchSizes(accountCount, roundCount, Duration.ofSeconds(seconds), warmUp, plans, starts);
    }
}
