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
 * @param rest how long a server is left alone before its memory at rest is read
 * @param plans the numbers of stacked plans that deduction is measured with
 * @param manyRecords how many records are many
 * @param manyAccounts how many accounts are many
 * @param pgbenchScale the scale of pgbench's tables
 */
record BenchSizes(
        int accounts,
        int rounds,
        Duration round,
        Duration warmUp,
        Duration rest,
        List<Integer> plans,
        long manyRecords,
        int manyAccounts,
        int pgbenchScale) {

    /** What pgbench is run with; its scale must not be less, or its clients wait for one another. */
    static final int PGBENCH_CLIENTS = 32;

    static final BenchSizes QUICK = new BenchSizes(
            20,
            1,
            Duration.ofMillis(50),
            Duration.ofMillis(50),
            Duration.ofSeconds(1),
            List.of(1, 10, 100, 1_000),
            10_000,
            100,
            1);

    static BenchSizes standard(int rounds, int seconds, long manyRecords, int manyAccounts) {
        return new BenchSizes(
                10_000,
                rounds,
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(2L * seconds),
                Duration.ofSeconds(15),
                List.of(1, 10, 100, 1_000),
                manyRecords,
                manyAccounts,
                PGBENCH_CLIENTS);
    }
}
