package dev.planstack.application.shared;

/**
 * Changes that are kept whole or not at all. Only one transaction of a process is open at a time, on the thread that began it; the
 * ports that keep things work inside it and see what was kept before in it.
 */
@DrivenPort
public interface Transactions {

    /**
     * Begins a transaction.
     *
     * @throws IllegalStateException if one is open
     * @throws Unavailable if storage does not work
     */
    Transaction begin();

    /** One open transaction. Closing it without a commit takes everything back. */
    interface Transaction extends AutoCloseable {

        /** Tells it from all others that change the same storage, those of other processes included. */
        long id();

        /**
         * Makes everything durable.
         *
         * @throws Unavailable if that failed; everything kept in memory is then to be read again. Of kind
         *     {@link Unavailable.Kind#COMMIT_LOST} if its outcome is not known; nothing may be written then before storage
         *     was opened anew
         */
        void commit();

        @Override
        void close();
    }
}
