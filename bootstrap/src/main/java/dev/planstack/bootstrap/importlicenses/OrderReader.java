package dev.planstack.bootstrap.importlicenses;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads orders off a file one after the other, in bounded memory, whatever is in the file. */
interface OrderReader extends Closeable {

    /** Of an order that takes more than this nothing is kept. */
    int MAX_ORDER_BYTES = 64 * 1024;

    /** Says why an order of more than {@link #MAX_ORDER_BYTES} is not read. */
    String TOO_LONG = "is longer than 64 KiB";

    /** The next order, or null at the end of the file. */
    @Nullable OrderLine next() throws IOException;

    /** How many bytes of the file the orders so far have taken. */
    long consumed();
}
