package dev.planstack.bootstrap.importlog;

import dev.planstack.bootstrap.importing.Line;
import dev.planstack.bootstrap.importing.LineReader;
import dev.planstack.bootstrap.importing.Progress;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a log to its end and sends its usage, batch by batch. */
final class LogImport {
    private final UsageRecords records;
    private final BatchBuilder batches = new BatchBuilder();
    private final BatchSender sender;
    private final ImportReport report;

    LogImport(UsageRecords records, BatchSender sender, ImportReport report) {
        this.records = records;
        this.sender = sender;
        this.report = report;
    }

    void run(LineReader lines, Progress progress) throws IOException {
        for (@Nullable Line line = lines.next(); line != null; line = lines.next()) {
            take(line);
            progress.at(lines.consumed());
        }
        batches.end().ifPresent(sender::send);
    }

    private void take(Line line) {
        report.lineRead();
        Runnable effect = records.of(line)
                .fold(usage -> () -> take(usage), reason -> () -> report.unreadable(line.number(), reason));
        effect.run();
    }

    private void take(UsageRecord usage) {
        if (usage.bytes() == 0) {
            report.withoutBytes();
        } else {
            batches.add(usage).ifPresent(sender::send);
        }
    }
}
