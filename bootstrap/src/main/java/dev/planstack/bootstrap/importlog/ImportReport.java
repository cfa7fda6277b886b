package dev.planstack.bootstrap.importlog;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** What has become of the lines so far. */
final class ImportReport {
    private final LineFaults unreadable = new LineFaults();
    private final LineFaults refused = new LineFaults();
    private long read;
    private long accepted;
    private long duplicates;
    private long withoutBytes;

    void lineRead() {
        read++;
    }

    void withoutBytes() {
        withoutBytes++;
    }

    void unreadable(long line, String reason) {
        unreadable.add(line, reason);
    }

    void sent(int newlyAccepted, int knownBefore) {
        accepted += newlyAccepted;
        duplicates += knownBefore;
    }

    void refused(long line, String problem) {
        refused.add(line, problem);
    }

    boolean hasRefused() {
        return refused.count() > 0;
    }

    void printTo(PrintWriter out, PrintWriter err, Duration elapsed) {
        unreadable.printTo(err, "Unreadable:");
        refused.printTo(err, "Refused:");
        err.flush();
        out.println(read + " lines read in " + seconds(elapsed) + " s");
        print(out, accepted, "accepted");
        print(out, duplicates, "duplicates, counted before");
        print(out, withoutBytes, "without bytes");
        print(out, unreadable.count(), "unreadable");
        print(out, refused.count(), "refused");
        out.flush();
    }

    private static void print(PrintWriter out, long count, String what) {
        out.println(String.format(Locale.ROOT, "%10d %s", count, what));
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + "." + duration.toMillisPart() / 100;
    }
}
