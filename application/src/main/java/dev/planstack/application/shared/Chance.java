package dev.planstack.application.shared;

/** Unpredictable numbers. */
@DrivenPort
public interface Chance {

    /** So many bytes, fit for keys. */
    byte[] bytes(int count);

    /** A number from 0 to below {@code bound}. */
    long below(long bound);
}
