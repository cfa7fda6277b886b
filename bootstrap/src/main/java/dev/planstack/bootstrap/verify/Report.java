package dev.planstack.bootstrap.verify;

import java.util.function.Consumer;

/** Takes violations as they are found. */
final class Report {

    private final Consumer<String> out;
    private long violations;

    Report(Consumer<String> out) {
        this.out = out;
    }

    /** Tells of a violation: what was to hold, of which account, and what is the case. */
    void violation(String rule, String account, String fault) {
        found(rule + ": account " + account + ": " + fault);
    }

    /** Tells of a violation that is of no account. */
    void found(String violation) {
        violations++;
        out.accept(violation);
    }

    long violations() {
        return violations;
    }
}
