package dev.planstack.application.shared;

import java.util.function.Function;

/** Consistent reads: all that is read inside one call belongs to one commit. */
@DrivenPort
public interface Snapshots {

    /**
     * Reads; ports that read work inside it.
     *
     * @param query is given the state of the service that belongs to what it reads
     */
    <T> T see(Function<ServiceState, T> query);
}
