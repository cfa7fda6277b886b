package dev.planstack.application.shared;

import dev.planstack.domain.shared.Event;
import java.util.List;

/** Keeps the events that belong to no account, which are the operator's own (rule E1). */
@DrivenPort
public interface OperatorEvents {

    /**
     * Keeps events, numbered on without gaps from those before; {@code number} is that of the change that they tell of among those
     * of the open transaction, from 1. They come after those of accounts.
     */
    void add(List<Event> events, long number);
}
