package dev.planstack.web.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.application.billing.UsageBatch;
import dev.planstack.application.billing.UsageDraft;
import dev.planstack.domain.shared.FieldFault;
import dev.planstack.web.shared.JsonReader;
import dev.planstack.web.shared.Value;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventsTest {

    private static final String EVENT = """
            {"specversion": "1.0", "id": "req-1", "source": "gateway-1", "type": "traffic.cn", "subject": "acme",
             "time": "2026-01-31T10:30:00Z", "datacontenttype": "application/json", "traceparent": "00-4b-00-01",
             "data": {"quantity": "0.25"}}""";

    private final UsageDrafts drafts = new UsageDrafts();
    private final CloudEvents events = new CloudEvents(drafts);

    private Value value(String json) {
        return Value.root(JsonReader.read(json.getBytes(StandardCharsets.UTF_8)), drafts.faults());
    }

    private List<String> pointers() {
        return drafts.faults().all().stream().map(FieldFault::pointer).toList();
    }

    private UsageDraft draft() {
        UsageBatch batch = drafts.batch(true);
        assertThat(batch.faults()).isEmpty();
        assertThat(batch.drafts()).hasSize(1);
        return batch.drafts().get(0);
    }

    @Test
    void structured() {
        events.structured(value("[1, 2, 3, " + EVENT + "]").array().get(3));
        UsageDraft draft = draft();
        assertThat(draft.id().value()).isEqualTo("gateway-1#req-1");
        assertThat(draft.account().value()).isEqualTo("acme");
        assertThat(draft.meter().value()).isEqualTo("traffic.cn");
        assertThat(draft.quantity()).hasToString("0.25");
        assertThat(draft.occurredAt()).hasToString("2026-01-31T10:30:00Z");
        assertThat(List.of("/quantity", "/account", "/meter", "/id", "/occurredAt"))
                .map(draft.pointers()::apply)
                .containsExactly("/3/data/quantity", "/3/subject", "/3/type", "/3/id", "/3/time");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"1.0\"              | \"0.3\"        | /specversion",
                "\"req-1\"            | \"\"           | /id",
                "\"gateway-1\"        | 7              | /source",
                "\"acme\"             | \"a b\"        | /subject",
                "\"traffic.cn\"       | null           | /type",
                "\"2026-01-31T10:30:00Z\" | \"2026\"   | /time",
                "\"application/json\" | \"text/plain\" | /datacontenttype",
                "\"0.25\"             | 1e2            | /data/quantity",
                "{\"quantity\"        | {\"q\": 1, \"quantity\" | /data/q",
                "\"traceparent\"      | \"trace_parent\" | /trace_parent",
                "\"data\"             | \"data_base64\"  | /data"
            })
    void tellsWhatIsWrong(String right, String wrong, String pointer) {
        events.structured(value(EVENT.replace(right, wrong)));
        assertThat(pointers()).contains(pointer);
    }

    @Test
    void anIdThatIsTooLongWithItsSource() {
        events.structured(value(EVENT.replace("req-1", "r".repeat(128))));
        assertThat(pointers()).containsExactly("/id");
    }

    private static Map<String, List<String>> headers() {
        return new HashMap<>(Map.of(
                "ce-specversion", List.of("1.0"),
                "ce-id", List.of("req%201"),
                "ce-source", List.of("/gateway/%E4%B8%AD"),
                "ce-type", List.of("traffic.cn"),
                "ce-subject", List.of("acme"),
                "ce-time", List.of("2026-01-31T10:30:00Z"),
                "ce-traceparent", List.of("%%")));
    }

    @Test
    void binary() {
        Map<String, List<String>> headers = headers();
        events.binary(name -> headers.getOrDefault(name, List.of()), value("{\"quantity\": 0.25}"));
        UsageDraft draft = draft();
        assertThat(draft.id().value()).isEqualTo("/gateway/中#req 1");
        assertThat(List.of("/quantity", "/account", "/meter", "/id", "/occurredAt"))
                .map(draft.pointers()::apply)
                .containsExactly("/quantity", "/ce-subject", "/ce-type", "/ce-id", "/ce-time");
    }

    @Test
    void binaryTellsOfAllHeaders() {
        Map<String, List<String>> headers = headers();
        headers.put("ce-specversion", List.of("2.0"));
        headers.put("ce-id", List.of("a", "b"));
        headers.put("ce-source", List.of("%zz"));
        headers.remove("ce-type");
        headers.put("ce-subject", List.of("a b"));
        headers.put("ce-time", List.of(""));
        events.binary(name -> headers.getOrDefault(name, List.of()), value("{\"id\": 1}"));
        assertThat(pointers())
                .containsExactlyInAnyOrder(
                        "/ce-specversion",
                        "/ce-id",
                        "/ce-source",
                        "/ce-type",
                        "/ce-subject",
                        "/ce-time",
                        "/quantity",
                        "/id");
    }
}
