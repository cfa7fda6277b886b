package dev.planstack.bootstrap.importlog;

import java.time.Duration;

/** The passing of time, for waits and for what is shown to the operator. */
interface Timing {
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

    void sleep(Duration duration) throws InterruptedException;
}
