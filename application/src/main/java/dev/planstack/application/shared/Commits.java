package dev.planstack.application.shared;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** Tells those who wait for something new that there may be. */
public final class Commits {

    private final AtomicReference<CompletableFuture<Void>> next = new AtomicReference<>(new CompletableFuture<>());

    /** Completes at the next commit. Ask before looking, so that none is missed in between. */
    public CompletableFuture<Void> next() {
        return next.get().copy();
    }

    void happened() {
        boolean unused = next.getAndSet(new CompletableFuture<>()).complete(null);
    }
}
