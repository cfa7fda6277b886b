package dev.planstack.application.shared;

import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.RefusalReason;

/** Refusals that many use cases give. */
public final class Refusals {

    private Refusals() {}

    /** Nothing of that name is there; {@code kind} says what was looked for, for example "account". */
    public static <T> Outcome<T> notFound(String kind, Object name) {
        return Outcome.refused(Refusal.of(RefusalReason.NOT_FOUND, "There is no " + kind + " \"" + name + "\"."));
    }
}
