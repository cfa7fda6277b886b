package dev.planstack.application.shared;

import dev.planstack.domain.billing.BookChanges;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells those who wait for something new that there may be. */
public final class Commits {

    /** Is told what each commit changed, on the writer's thread, before those who asked for it are answered. */
    public interface Listener {

        /** Commits up to this one are durable; {@code changes} is what they changed of accounts. */
        void committed(long commit, List<BookChanges> changes);

        /** What is stored is known to be as of {@code commit}; what was known before may not be so. */
        void startedOver(long commit);
    }

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<Boolean> next = new CompletableFuture<>();

    /** Completes at the next commit. Ask before looking, so that none is missed in between. */
    public CompletableFuture<Boolean> next() {
        return next.copy();
    }

    /** Has a listener told from now on. */
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** Called by the writer's thread alone. */
    void startedOver(long commit) {
        listeners.forEach(listener -> listener.startedOver(commit));
    }

    /** Called by the writer's thread alone. */
    void happened(long commit, List<BookChanges> changes) {
        listeners.forEach(listener -> listener.committed(commit, changes));
        CompletableFuture<Boolean> waiting = next;
        next = new CompletableFuture<>();
        waiting.complete(true);
    }
}
