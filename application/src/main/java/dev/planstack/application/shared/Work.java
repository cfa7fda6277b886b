package dev.planstack.application.shared;

import dev.planstack.domain.shared.Outcome;

/**
 * A piece of work for the {@link Writer}.
 *
 * @param <T> what comes of it
 */
@FunctionalInterface
public interface Work<T> {

    /** Does the work, or refuses without any change. */
    Outcome<T> run(Turn turn);
}
