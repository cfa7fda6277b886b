package dev.planstack.bootstrap.bench;

import java.util.Arrays;

/**
 * What became of a spell of requests.
 *
 * @param answers how many were answered with 2xx
 * @param refused how many were refused because too much was asked for
 * @param nanos how long it took
 * @param p99Nanos how long ninety-nine of a hundred took at most
 */
record Load(long answers, long refused, long nanos, long p99Nanos) {

    private static final double NANOS = 1e9;
    private static final int PERCENT_99 = 99;

    /** Answers a second. */
    double rate() {
        return answers * NANOS / nanos;
    }

    /** Notes answers as they come. */
    static final class Recorder {

        private long[] latencies = new long[1 << 12];
        private int answers;
        private long refused;

        void answered(long nanos) {
            if (answers == latencies.length) {
                latencies = Arrays.copyOf(latencies, answers * 2);
            }
            latencies[answers++] = nanos;
        }

        /** The server was overloaded. */
        void refused() {
            refused++;
        }

        /** A benchmark of other refusals would measure nothing. */
        void failed(String answer) {
            throw new IllegalStateException("refused: " + answer);
        }

        Load done(long nanos) {
            long[] sorted = Arrays.copyOf(latencies, answers);
            Arrays.sort(sorted);
            long p99 = answers == 0 ? 0 : sorted[(int) ((answers - 1L) * PERCENT_99 / 100)];
            return new Load(answers, refused, nanos, p99);
        }
    }
}
