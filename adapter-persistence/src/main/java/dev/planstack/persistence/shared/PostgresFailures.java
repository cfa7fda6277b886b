package dev.planstack.persistence.shared;

import dev.planstack.application.shared.StorageRefusedException;
import dev.planstack.application.shared.Unavailable;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Optional;
import java.util.Set;

/** Says what a failure of PostgreSQL means, by its state: the codes are in the appendix of PostgreSQL's manual. */
final class PostgresFailures {

    private static final String DISK_FULL = "53100";

    /** The server ended the connection of who was in a transaction and did nothing. */
    private static final String CUT_OFF_WHILE_IDLE = "25P03";

    /**
     * Others did the same at the same time (40001, 23505), each waited for the other (40P01), the server has no connection left
     * (53300).
     */
    private static final Set<String> PASSING = Set.of("40001", "40P01", "23505", "53300");

    /** Waiting for a lock, or all of a statement, took too long: whoever asked has waited enough. */
    private static final Set<String> TOO_SLOW = Set.of("55P03", "57014");

    private PostgresFailures() {}

    static Unavailable unavailable(Throwable failure) {
        if (state(failure).equals(DISK_FULL)) {
            return new Unavailable(
                    Unavailable.Kind.STORAGE_FULL,
                    "The disk of the database's server is full; nothing was kept.",
                    Optional.of(failure));
        }
        if (TOO_SLOW.contains(state(failure))) {
            return new Unavailable(
                    Unavailable.Kind.OVERLOADED,
                    "Others kept the database busy for too long; nothing was kept.",
                    Optional.of(failure));
        }
        return isPassing(failure)
                ? new Unavailable(
                        Unavailable.Kind.NOT_KEPT,
                        "Others were in the way, or the connection to the database was lost; nothing was kept.",
                        Optional.of(failure))
                : new Unavailable(Unavailable.Kind.OUTCOME_UNKNOWN, "Storage failed.", Optional.of(failure));
    }

    /** Whether the same may go well when it is done again at once. */
    private static boolean isPassing(Throwable failure) {
        String state = state(failure);
        return PASSING.contains(state) || isLostConnection(failure);
    }

    /**
     * What the failure of a commit means: a server that answers that it failed has kept nothing, but of one that does not answer
     * it is not known.
     */
    static Unavailable ofCommit(SQLException failure) {
        boolean answered = !(failure instanceof SQLWarning)
                && !(isLostConnection(failure) && !state(failure).equals(CUT_OFF_WHILE_IDLE));
        return answered
                ? unavailable(failure)
                : new Unavailable(
                        Unavailable.Kind.OUTCOME_UNKNOWN,
                        "Whether a commit was kept is not known (" + failure.getMessage() + ").",
                        Optional.of(failure));
    }

    /** Whether the connection is no more, or never was. */
    static boolean isLostConnection(Throwable failure) {
        String state = state(failure);
        // 57P01 to 57P03: the server stops or starts
        return state.startsWith("08") || state.startsWith("57P0") || state.equals(CUT_OFF_WHILE_IDLE);
    }

    /** The state that a failure or what is behind it has; empty if none has one. */
    static String state(Throwable failure) {
        return sql(failure).map(SQLException::getSQLState).orElse("");
    }

    private static Optional<SQLException> sql(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e && e.getSQLState() != null) {
                return Optional.of(e);
            }
        }
        return Optional.empty();
    }

    /** The sentence for an operator whose database cannot be used, with the way out, where it is known. */
    static Optional<StorageRefusedException> refusal(PostgresAddress address, Throwable failure) {
        return sentence(address, failure).map(text -> new StorageRefusedException(text, Optional.of(failure)));
    }

    private static Optional<String> sentence(PostgresAddress address, Throwable failure) {
        String state = state(failure);
        String user = address.user().map(name -> "the user \"" + name + "\"").orElse("the user that Planstack runs as");
        return switch (state) {
            case "28P01", "28000", "08004" ->
                Optional.of("PostgreSQL at " + address.hosts() + " does not let " + user
                        + " into the database \"" + address.name() + "\" (" + message(failure)
                        + "). Check the user and the password, which can also come from the environment variable"
                        + " PLANSTACK_DATABASE_PASSWORD, and the server's pg_hba.conf.");
            case "3D000" ->
                Optional.of("There is no database \"" + address.name() + "\" at " + address.hosts()
                        + ". Create it: CREATE DATABASE \"" + address.name()
                        + "\" ENCODING 'UTF8' TEMPLATE template0.");
            case "42501" ->
                Optional.of("PostgreSQL at " + address.hosts() + " does not let " + user
                        + " do what Planstack needs in the database \"" + address.name() + "\" (" + message(failure)
                        + "). Make that user the database's owner, or let it create tables: GRANT CREATE, USAGE ON SCHEMA"
                        + " public.");
            case "25006" ->
                Optional.of("The database " + address + " can only be read: the server is a standby, or"
                        + " set so. Name the primary, or all servers with ?targetServerType=primary.");
            case "53300" ->
                Optional.of("PostgreSQL at " + address.hosts() + " has no connection left for Planstack ("
                        + message(failure) + "). Raise max_connections, or stop what else uses the server.");
            case "57P03" ->
                Optional.of("PostgreSQL at " + address.hosts() + " is starting or stopping (" + message(failure)
                        + "). Start Planstack again once it is up.");
            default ->
                state.startsWith("08")
                        ? Optional.of("PostgreSQL at " + address.hosts() + " cannot be reached (" + message(failure)
                                + "). Check that it runs, listens there and speaks the encryption that is asked for.")
                        : Optional.empty();
        };
    }

    private static String message(Throwable failure) {
        String message = sql(failure).map(SQLException::getMessage).orElse("");
        return message.lines()
                .findFirst()
                .orElse("")
                .replaceFirst("^FATAL: |^ERROR: ", "")
                .replaceFirst("\\.$", "");
    }
}
