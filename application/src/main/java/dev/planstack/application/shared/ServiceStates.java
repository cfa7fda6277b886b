package dev.planstack.application.shared;

import java.time.Instant;

/** Keeps the {@link ServiceState}. */
@DrivenPort
public interface ServiceStates {

    /** The state as it was kept last. */
    ServiceState load();

    /**
     * Numbers what was kept in the open transaction and answers with the state that comes of it. Asked once in a transaction, after
     * all else was kept in it: whoever else writes waits from here on until it ends.
     *
     * @param changes how many changes were kept; they get the next numbers
     * @param catalogChanged whether the catalog was changed
     * @param now the instant that time has come to; one already reached changes nothing
     */
    ServiceState advance(long changes, boolean catalogChanged, Instant now);
}
