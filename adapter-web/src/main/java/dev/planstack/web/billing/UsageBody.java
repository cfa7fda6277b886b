package dev.planstack.web.billing;

import dev.planstack.application.billing.UsageBatch;
import dev.planstack.web.shared.Call;
import dev.planstack.web.shared.Json;
import dev.planstack.web.shared.JsonReader;
import dev.planstack.web.shared.MediaTypes;
import dev.planstack.web.shared.ProblemType;
import dev.planstack.web.shared.Value;
import java.util.Set;
import java.util.function.Consumer;

/** Reads the usage records of a request in any of the forms that are taken. */
final class UsageBody {

    static final int MAX_BYTES = 16 << 20;
    static final int MAX_RECORDS = 10_000;

    private static final Set<String> ACCEPTED = Set.of(MediaTypes.JSON, CloudEvents.STRUCTURED, CloudEvents.BATCH);

    private UsageBody() {}

    static UsageBatch read(Call call, boolean withSlices) {
        String mediaType = call.mediaType(ACCEPTED);
        Json body = JsonReader.read(call.bytes(MAX_BYTES));
        UsageDrafts drafts = new UsageDrafts();
        CloudEvents events = new CloudEvents(drafts);
        Value root = Value.root(body, drafts.faults());
        if (mediaType.equals(CloudEvents.STRUCTURED)) {
            events.structured(root);
        } else if (mediaType.equals(CloudEvents.BATCH)) {
            each(root, events::structured);
        } else if (!call.headers("ce-specversion").isEmpty()) {
            events.binary(call::headers, root);
        } else if (root.isArray()) {
            each(root, drafts::record);
        } else {
            drafts.record(root);
        }
        return drafts.batch(withSlices);
    }

    private static void each(Value array, Consumer<Value> read) {
        var records = array.array();
        if (array.isArray() && records.isEmpty()) {
            array.fault("must hold 1 to " + MAX_RECORDS + " records");
        }
        if (records.size() > MAX_RECORDS) {
            throw ProblemType.TOO_LARGE.problem("A request holds at most " + MAX_RECORDS + " usage records.");
        }
        records.forEach(read);
    }
}
