package dev.planstack.bootstrap.importing;

import java.time.Duration;

/** The passing of time, for waits and for what is shown to the operator. */
public interface Timing {
    /** Real time. */
    Timing SYSTEM = new Timing() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            Thread.sleep(duration.toMillis());
        }
    };

    /** Like {@link System#nanoTime()}: only differences mean something. */
    long nanoTime();

    /** Waits. */
    void sleep(Duration duration) throws InterruptedException;
}
