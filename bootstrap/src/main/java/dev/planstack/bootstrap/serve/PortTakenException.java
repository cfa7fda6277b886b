package dev.planstack.bootstrap.serve;

/** The address that was asked for cannot be listened on. */
public final class PortTakenException extends Exception {

    private static final long serialVersionUID = 1;

    PortTakenException(String host, int port, Throwable cause) {
        super("Cannot listen on " + host + ":" + port + "; is it in use? Choose another with --port.", cause);
    }
}
