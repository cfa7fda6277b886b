package dev.planstack.bootstrap.verify;

/** A line that is not one of an export, so that nothing can be said of what it tells. */
final class UnreadableLineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableLineException(String message) {
        super(message);
    }
}
