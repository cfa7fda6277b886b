package dev.planstack.web.shared;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;

/**
 * What all requests share and may not use up: memory for bodies, threads that read large bodies, places to wait for events, room
 * in front of the writer. Where there is none left a request is refused at once, with {@link ProblemType#OVERLOADED}.
 */
public final class Bounds {

    /** Bytes of a body that always fit: connections are bounded in number, and the server has read as much before it asks. */
    static final int SMALL_BODY = 16 << 10;

    /** Bytes that a body takes at a time. */
    static final int STEP = 64 << 10;

    /** A body of the largest size always fits when there is no other. */
    private static final int LARGEST_BODY = 16 << 20;

    /** A body and what is read from it take about so many times its bytes. */
    private static final int BLOW_UP = 8;

    /** Of the heap, bodies may take one part in so many. */
    private static final int PART_OF_HEAP = 4;

    private static final int MAX_LARGE_BODIES = 16;
    private static final int MAX_WAITING = 256;
    private static final Duration LONGEST_BODY = Duration.ofSeconds(60);

    /** Bytes of a usage record, to guess how many a body holds before it is read. */
    private static final int RECORD_BYTES = 128;

    private static final int MAX_RECORDS = 10_000;

    private final Semaphore steps;
    private final Semaphore largeBodies = new Semaphore(MAX_LARGE_BODIES);
    private final Semaphore waiting = new Semaphore(MAX_WAITING);
    private final IntPredicate writable;
    private final LongSupplier nanos;

    /**
     * Bounds of which nothing is used yet.
     *
     * @param heapBytes how much memory there is
     * @param writable whether there is room in front of the writer for so many records
     * @param nanos a clock that never goes back, in nanoseconds since any origin
     */
    public Bounds(long heapBytes, IntPredicate writable, LongSupplier nanos) {
        this.steps =
                new Semaphore(Math.toIntExact(Math.max(LARGEST_BODY, heapBytes / PART_OF_HEAP / BLOW_UP) / STEP + 1));
        this.writable = writable;
        this.nanos = nanos;
    }

    /** Whether what a body of so many bytes asks for could be written; asked before it is read. */
    boolean mayWrite(long bodyBytes) {
        return writable.test((int) Math.min(MAX_RECORDS, Math.max(0, bodyBytes) / RECORD_BYTES + 1));
    }

    /** A place to wait for events, to be given back by {@link #endWait}. */
    void beginWait() {
        if (!waiting.tryAcquire()) {
            throw ProblemType.OVERLOADED.problem("Too many requests wait for events; ask again, or without \"wait\".");
        }
    }

    void endWait() {
        waiting.release();
    }

    /** Room for the body of one request. */
    Share share() {
        return new Share();
    }

    /** What the body of one request takes, until it is closed. */
    final class Share implements AutoCloseable {

        private final long start = nanos.getAsLong();
        private boolean entered;
        private int taken;

        private Share() {}

        /** Takes a place among those who read on, if there is one. */
        boolean enter() {
            entered = entered || largeBodies.tryAcquire();
            return entered;
        }

        /** Takes room for {@link #STEP} more bytes beyond those that always fit. */
        void grow() {
            if (!enter()) {
                throw ProblemType.OVERLOADED.problem("Too many large bodies are read at once.");
            }
            if (!steps.tryAcquire()) {
                throw ProblemType.OVERLOADED.problem("The bodies that are read at once are too large in all.");
            }
            taken++;
        }

        /** Whether the body has taken longer to come than a body may. */
        boolean isLate() {
            return nanos.getAsLong() - start > LONGEST_BODY.toNanos();
        }

        @Override
        public void close() {
            steps.release(taken);
            taken = 0;
            if (entered) {
                largeBodies.release();
                entered = false;
            }
        }
    }
}
