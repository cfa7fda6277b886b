package dev.planstack.application.shared;

import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.domain.shared.RefusalReason;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** The clock of a sandbox, which stands still until it is set. */
public final class ServiceClock {

    private final Writer writer;

    /** The clock that {@code writer} works by. */
    public ServiceClock(Writer writer) {
        this.writer = writer;
    }

    /**
     * Sets the clock forward; answers once all that falls due on the way is done (rule T5). Refused with
     * {@link RefusalReason#CLOCK_BACKWARDS} if the clock shows a later instant.
     */
    public CompletableFuture<Committed<Outcome<Instant>>> set(Instant to) {
        return writer.advance(to).thenApply(reached -> new Committed<>(reached.commit(), judged(to, reached.value())));
    }

    private static Outcome<Instant> judged(Instant to, Instant reached) {
        return reached.equals(to)
                ? Outcome.done(reached)
                : Outcome.refused(Refusal.ofField(
                        RefusalReason.CLOCK_BACKWARDS,
                        "/now",
                        "The clock shows " + reached + " already and never goes back."));
    }
}
