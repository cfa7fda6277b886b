package dev.planstack.persistence.shared;

import dev.planstack.application.shared.StorageRefusedException;
import dev.planstack.application.shared.Unavailable;
import java.sql.SQLException;

/** A database whose tables are up to date: how it is connected to, and what its failures mean. */
interface Engine extends AutoCloseable {

    /** What its SQL is like. */
    Dialect dialect();

    /** A connection that may write. */
    KeptConnection writer() throws SQLException;

    /** A connection that reads. */
    KeptConnection reader() throws SQLException;

    /** What a failure means that came before anything was to be made durable. */
    Unavailable failure(Throwable failure);

    /** What the failure of a commit means. */
    Unavailable failureOfCommit(SQLException failure);

    /** Whether a failure says that a connection is no more, where another one may well work. */
    boolean isLostConnection(SQLException failure);

    /** The sentence for an operator whose database could not be opened. */
    StorageRefusedException refusal(Exception failure);

    /** Lets go of the database, once no connection is open. */
    @Override
    void close();
}
