package dev.planstack.bootstrap.importlog;

import java.io.Serial;

/** The import cannot go on; the message tells the operator why and what to do. */
final class ImportStoppedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final String HOW_TO_GO_ON = " To go on, run the same command again: nothing is counted twice.";

    ImportStoppedException(String message) {
        super(message);
    }

    /** For what may be over by the next run. */
    static ImportStoppedException forNow(String message) {
        return new ImportStoppedException(message + HOW_TO_GO_ON);
    }
}
