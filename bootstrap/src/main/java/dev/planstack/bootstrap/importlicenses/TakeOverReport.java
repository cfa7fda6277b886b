package dev.planstack.bootstrap.importlicenses;

import dev.planstack.bootstrap.importing.Answer;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** What has become of the orders so far. What is refused is told at once, so that there may be any number of them. */
final class TakeOverReport {
    private final PrintWriter out;
    private final boolean dryRun;
    private long read;
    private long takenOver;
    private long alreadyThere;
    private long refused;

    TakeOverReport(PrintWriter out, boolean dryRun) {
        this.out = out;
        this.dryRun = dryRun;
    }

    void orderRead() {
        read++;
    }

    void add(Fate fate) {
        switch (fate) {
            case TAKEN_OVER -> takenOver++;
            case ALREADY_THERE -> alreadyThere++;
        }
    }

    void refused(long line, String reason) {
        refused++;
        out.println("line " + line + ": " + Answer.harmless(reason));
        out.flush();
    }

    boolean hasRefused() {
        return refused > 0;
    }

    void end(Duration elapsed) {
        out.println(read + " orders read in " + elapsed.toSeconds() + "." + elapsed.toMillisPart() / 100 + " s");
        print(takenOver, dryRun ? "would be taken over" : "taken over");
        print(alreadyThere, "already there");
        print(refused, dryRun ? "would be refused" : "refused");
        if (dryRun) {
            out.println("This was a dry run: nothing was changed.");
        }
        out.flush();
    }

    private void print(long count, String what) {
        out.println(String.format(Locale.ROOT, "%10d %s", count, what));
    }
}
