package dev.planstack.bootstrap.importlicenses;

import dev.planstack.bootstrap.importing.Progress;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a file of orders to its end and asks for each. */
final class LicenseImport {
    private final OrderKeys keys;
    private final LicenseApi api;
    private final TakeOverReport report;

    LicenseImport(OrderKeys keys, LicenseApi api, TakeOverReport report) {
        this.keys = keys;
        this.api = api;
        this.report = report;
    }

    void run(OrderReader orders, Progress progress) throws IOException {
        for (@Nullable OrderLine line = orders.next(); line != null; line = orders.next()) {
            take(line, progress);
            progress.at(orders.consumed());
        }
    }

    private void take(OrderLine line, Progress progress) {
        report.orderRead();
        Runnable effect = line.order()
                .then(OrderCheck::check)
                .then(order -> keys.key(line.number(), order))
                .then(api::takeOver)
                .fold(fate -> () -> report.add(fate), reason -> () -> {
                    progress.makeRoom();
                    report.refused(line.number(), reason);
                });
        effect.run();
    }
}
