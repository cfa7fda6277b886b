package dev.planstack.bootstrap.importlog;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Faults of single lines: all are counted, the first ones are kept to be listed. */
final class LineFaults {
    private static final int LISTED = 20;

    private final List<String> first = new ArrayList<>();
    private long count;

    void add(long line, String fault) {
        count++;
        if (first.size() < LISTED) {
            first.add("  line " + line + ": " + fault);
        }
    }

    long count() {
        return count;
    }

    void printTo(PrintWriter writer, String heading) {
        if (count == 0) {
            return;
        }
        writer.println(heading);
        first.forEach(writer::println);
        if (count > first.size()) {
            writer.println("  … and " + (count - first.size()) + " more");
        }
    }
}
