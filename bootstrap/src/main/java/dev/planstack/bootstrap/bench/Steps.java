package dev.planstack.bootstrap.bench;

import java.io.PrintWriter;

/** Tells what is being done. */
final class Steps {

    private final PrintWriter out;
    private final long start = System.nanoTime();

    Steps(PrintWriter out) {
        this.out = out;
    }

    void next(String step) {
        out.println((System.nanoTime() - start) / 1_000_000_000 + " s: " + step);
        out.flush();
    }
}
