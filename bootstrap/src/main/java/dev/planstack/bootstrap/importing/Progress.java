package dev.planstack.bootstrap.importing;

/** Shows the operator how far a file has been read. */
public interface Progress extends AutoCloseable {

    /** Tells how many of the file's bytes have been read. */
    void at(long bytes);

    /** Something else is about to be printed where progress is shown. */
    default void makeRoom() {}

    @Override
    void close();
}
