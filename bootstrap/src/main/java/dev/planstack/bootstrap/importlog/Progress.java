package dev.planstack.bootstrap.importlog;

/** Shows the operator how far a file has been read. */
interface Progress extends AutoCloseable {

    /** Tells how many of the file's bytes have been read. */
    void at(long bytes);

    @Override
    void close();
}
