package dev.planstack.bootstrap.importing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only while someone sleeps. */
public final class ManualTiming implements Timing {
    /** How long it was slept each time. */
    public final List<Duration> sleeps = new ArrayList<>();

    private long nanos;

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public void sleep(Duration duration) {
        sleeps.add(duration);
        nanos += duration.toNanos();
    }
}
