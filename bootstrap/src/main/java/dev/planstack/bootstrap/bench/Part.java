package dev.planstack.bootstrap.bench;

import java.util.Locale;

/** What can be measured by itself. */
enum Part {
    /** Batches of usage records. */
    BATCH,
    /** One usage record a request, spread out and for one hot account. */
    SINGLE,
    /** Usage records that come out of order. */
    ORDER,
    /** Five times as much as can be done. */
    OVERLOAD,
    /** Access, alone and while usage is recorded. */
    ACCESS,
    /** Deduction by the rules alone. */
    RULES,
    /** Starting, and memory at rest. */
    START,
    /** Many records and many accounts. */
    LARGE,
    /** PostgreSQL, where one is named. */
    POSTGRES;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
