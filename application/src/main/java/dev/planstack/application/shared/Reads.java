package dev.planstack.application.shared;

import dev.planstack.domain.shared.BillingCalendar;
import java.time.Instant;
import java.util.function.Function;

/** Runs reads at one commit and one instant. */
public final class Reads {

    private final Snapshots snapshots;
    private final TimeSource time;

    /** Reads with the time of {@code time}. */
    public Reads(Snapshots snapshots, TimeSource time) {
        this.snapshots = snapshots;
        this.time = time;
    }

    /**
     * When and of what a read is.
     *
     * @param now the instant that it is asked at, never before that of the last commit
     * @param doneUntil the instant up to which due work is done, {@code now} or before; an account whose next due work is before
     *     it is about to be worked on
     * @param calendar the billing calendar
     */
    public record Moment(Instant now, Instant doneUntil, BillingCalendar calendar) {}

    /** How often the catalog was changed. */
    public long catalog() {
        return snapshots.see(ServiceState::catalog);
    }

    /** Reads, and tells which commit was seen. Query ports are asked inside. */
    public <T> Committed<T> see(Function<Moment, T> query) {
        return snapshots.see(state -> {
            Instant now = time.now();
            Moment moment = new Moment(now.isBefore(state.now()) ? state.now() : now, state.now(), state.calendar());
            return new Committed<>(state.commit(), query.apply(moment));
        });
    }
}
