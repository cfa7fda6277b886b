package dev.planstack.application.shared;

import java.util.Optional;

/** Storage that cannot be opened as asked; the message is a sentence for the operator, with the way out. */
public final class StorageRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Refuses for what the sentence says. */
    public StorageRefusedException(String sentence) {
        this(sentence, Optional.empty());
    }

    /** Refuses for what the sentence says. */
    public StorageRefusedException(String sentence, Optional<Throwable> cause) {
        super(sentence, cause.orElse(null));
    }
}
