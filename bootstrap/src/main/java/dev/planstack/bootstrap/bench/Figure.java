package dev.planstack.bootstrap.bench;

import java.util.Optional;

/**
 * One line of the report.
 *
 * @param name its short name, for machines
 * @param what what was measured
 * @param unit what the numbers count
 * @param measured Planstack
 * @param against what it is compared with; empty where the figure stands for itself
 * @param target what the ratio, or the figure itself, is held against; empty where it only helps to understand
 * @param cpuMicros CPU time of the server for one of what is counted; empty where that says nothing
 */
record Figure(
        String name,
        String what,
        String unit,
        Samples measured,
        Optional<Against> against,
        Optional<Target> target,
        Optional<Samples> cpuMicros) {

    /**
     * What a figure is compared with.
     *
     * @param what what it is
     * @param measured measured in turns with the figure
     */
    record Against(String what, Samples measured) {}

    /**
     * What is aimed at.
     *
     * @param atLeast whether more is better
     * @param bound the bound
     */
    record Target(boolean atLeast, double bound) {

        static Target atLeast(double bound) {
            return new Target(true, bound);
        }

        static Target atMost(double bound) {
            return new Target(false, bound);
        }

        boolean isMet(double value) {
            return atLeast ? value >= bound : value <= bound;
        }
    }

    /** What the target speaks of: the ratio, round by round, or the figure itself. */
    Samples judged() {
        return against.map(a -> measured.with(a.measured(), (ours, theirs) -> ours / theirs))
                .orElse(measured);
    }

    Optional<Boolean> isMet() {
        return target.map(t -> t.isMet(judged().median()));
    }
}
