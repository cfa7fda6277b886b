package dev.planstack.persistence.shared;

/** Changes that wait in memory for their transaction to be written. */
public interface Buffer {

    /** Writes all that waits for no more than its turn, and forgets it. */
    void flush();

    /**
     * Writes what waits for the numbers of the transaction's changes, and forgets it.
     *
     * @param before the number of the last commit before them
     */
    default void number(long before) {
        flush();
    }

    /** Whether nothing waits. */
    boolean isEmpty();

    /** Forgets all that waits. */
    void discard();
}
