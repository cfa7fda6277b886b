package dev.planstack.bootstrap.importlicenses;

/** What became of an order that was not refused. */
enum Fate {
    /** It was taken over; in a dry run: it would be. */
    TAKEN_OVER,
    /** It had been taken over before. */
    ALREADY_THERE
}
