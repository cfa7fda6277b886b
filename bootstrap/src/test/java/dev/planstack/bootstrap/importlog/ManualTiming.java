package dev.planstack.bootstrap.importlog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only while someone sleeps. */
final class ManualTiming implements Timing {
    final List<Duration> sleeps = new ArrayList<>();
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
