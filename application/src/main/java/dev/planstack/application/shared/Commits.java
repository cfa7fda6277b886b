package dev.planstack.application.shared;

import java.util.concurrent.CompletableFuture;

/** Tells those who wait for something new that there may be. */
public final class Commits {

    private volatile CompletableFuture<Boolean> next = new CompletableFuture<>();

    /** Completes at the next commit. Ask before looking, so that none is missed in between. */
    public CompletableFuture<Boolean> next() {
        return next.copy();
    }

    /** Called by the writer's thread alone. */
    void happened() {
        CompletableFuture<Boolean> waiting = next;
        next = new CompletableFuture<>();
        waiting.complete(true);
    }
}
