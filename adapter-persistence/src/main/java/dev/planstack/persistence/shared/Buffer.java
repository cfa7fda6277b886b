package dev.planstack.persistence.shared;

/** Changes that wait in memory for their transaction to be written. */
public interface Buffer {

    /** Writes all that waits and forgets it. */
    void flush();

    /** Forgets all that waits. */
    void discard();
}
