package dev.planstack.bootstrap.importlog;

import dev.planstack.bootstrap.importing.Answer;
import dev.planstack.bootstrap.importing.ImportStoppedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends batches. The service takes a batch whole or not at all: where it refuses one and names records, these are
 * reported and left out, and the rest is sent again.
 */
final class BatchSender {
    private final PlanstackApi api;
    private final String meter;
    private final Optional<SandboxClock> clock;
    private final ImportReport report;

    BatchSender(PlanstackApi api, String meter, Optional<SandboxClock> clock, ImportReport report) {
        this.api = api;
        this.meter = meter;
        this.clock = clock;
        this.report = report;
    }

    void send(Batch batch) {
        clock.ifPresent(sandbox -> sandbox.advanceTo(batch.newest()));
        List<UsageRecord> records = batch.records();
        while (!records.isEmpty()) {
            Answer answer = api.send(meter, records);
            if (answer.isSuccess()) {
                report.sent(
                        answer.json().path("accepted").intValue(),
                        answer.json().path("duplicates").intValue());
                return;
            }
            records = withoutRefused(records, answer);
        }
    }

    private List<UsageRecord> withoutRefused(List<UsageRecord> records, Answer refusal) {
        Map<Integer, String> problems = refusal.problemsByRecord();
        List<UsageRecord> others = new ArrayList<>();
        for (int index = 0; index < records.size(); index++) {
            UsageRecord usage = records.get(index);
            String problem = problems.get(index);
            if (problem == null) {
                others.add(usage);
            } else {
                report.refused(usage.line(), problem);
            }
        }
        if (others.size() == records.size()) {
            throw new ImportStoppedException(
                    "The records from line " + records.get(0).line() + " on are refused: " + refusal.problem());
        }
        return others;
    }
}
