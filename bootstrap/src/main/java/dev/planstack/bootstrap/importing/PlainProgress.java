package dev.planstack.bootstrap.importing;

import java.io.PrintWriter;
import java.time.Duration;

/** Progress as plain lines, one every other second and one at the end, for where there is no terminal. */
public final class PlainProgress implements Progress {
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final PrintWriter writer;
    private final String fileName;
    private final long fileBytes;
    private final Timing timing;
    private long shownAt;
    private long bytes;

    /** Shows it with {@code writer}. */
    public PlainProgress(PrintWriter writer, String fileName, long fileBytes, Timing timing) {
        this.writer = writer;
        this.fileName = fileName;
        this.fileBytes = fileBytes;
        this.timing = timing;
        this.shownAt = timing.nanoTime();
    }

    @Override
    public void at(long bytesRead) {
        bytes = bytesRead;
        if (timing.nanoTime() - shownAt >= INTERVAL.toNanos()) {
            show();
        }
    }

    @Override
    public void close() {
        show();
    }

    private void show() {
        writer.println(fileName + ": " + bytes + " of " + fileBytes + " bytes read");
        writer.flush();
        shownAt = timing.nanoTime();
    }
}
