package dev.planstack.application.shared;

/** Keeps the {@link ServiceState}. */
@DrivenPort
public interface ServiceStates {

    /** The state as it was kept last. */
    ServiceState load();

    /** Keeps the state. */
    void save(ServiceState state);
}
