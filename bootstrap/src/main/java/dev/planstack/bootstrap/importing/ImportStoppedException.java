package dev.planstack.bootstrap.importing;

import java.io.Serial;

/** The import cannot go on; the message tells the operator why and what to do. */
public final class ImportStoppedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final String HOW_TO_GO_ON = " To go on, run the same command again: nothing is taken twice.";

    /** For what will be the same in the next run. */
    public ImportStoppedException(String message) {
        super(message);
    }

    /** For what may be over by the next run. */
    public static ImportStoppedException forNow(String message) {
        return new ImportStoppedException(message + HOW_TO_GO_ON);
    }
}
