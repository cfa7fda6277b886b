package dev.planstack.bootstrap.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What clients know: what they wrote down before they sent it, and what was acknowledged. It is held against an export, in
 * which everything acknowledged must be once, as it was sent, and nothing that nobody sent.
 */
final class Ledger {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Something that is to be kept, told apart by an id that its client gave it. */
    record Entry(Kind kind, String account, BigDecimal amount) {

        static Entry of(Kind kind, String account, String amount) {
            return new Entry(kind, account, new BigDecimal(amount).stripTrailingZeros());
        }
    }

    enum Kind {
        USAGE,
        TOP_UP,
        PURCHASE,
        RENEWAL
    }

    private final Map<String, Entry> sent = new ConcurrentHashMap<>();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

    /** To be called before it is sent. */
    void sending(String id, Entry entry) {
        if (sent.put(id, entry) != null) {
            throw new IllegalStateException(id + " was sent before");
        }
    }

    void acknowledged(String id) {
        acknowledged.put(id, System.nanoTime());
    }

    int acknowledged() {
        return acknowledged.size();
    }

    int sent() {
        return sent.size();
    }

    /** What is wrong with an export, if all was acknowledged in time for it. */
    List<String> faults(List<String> export) {
        return faults(export, Long.MAX_VALUE);
    }

    /** What is wrong with an export of what was kept up to an instant of {@link System#nanoTime}. */
    List<String> faults(List<String> export, long until) {
        Map<String, List<Entry>> kept = new HashMap<>();
        int plans = 0;
        int renewals = 0;
        for (String text : export) {
            JsonNode line = read(text);
            switch (line.path("kind").asText()) {
                case "usage" -> add(kept, line, "id", Kind.USAGE, "quantity");
                case "transaction" -> {
                    // the operator's own payments have no reference
                    if (line.get("type").asText().equals("top-up") && line.hasNonNull("reference")) {
                        add(kept, line, "reference", Kind.TOP_UP, "amount");
                    }
                }
                case "idempotency-key" -> {
                    String path = line.get("path").asText();
                    if (path.endsWith("/plans")) {
                        add(kept, line, "value", Kind.PURCHASE, "");
                    } else if (path.endsWith("/renewals")) {
                        add(kept, line, "value", Kind.RENEWAL, "");
                    }
                }
                case "plan" -> plans++;
                case "renewal" -> renewals++;
                default -> {}
            }
        }
        List<String> faults = compare(kept, until);
        faults.addAll(compare(kept, Kind.PURCHASE, plans));
        faults.addAll(compare(kept, Kind.RENEWAL, renewals));
        return faults;
    }

    private List<String> compare(Map<String, List<Entry>> kept, long until) {
        List<String> faults = new ArrayList<>();
        kept.forEach((id, entries) -> {
            if (!entries.equals(List.of(sent.getOrDefault(id, Entry.of(Kind.USAGE, "nobody", "0"))))) {
                faults.add(id + " is kept as " + entries + " and was sent as " + sent.get(id));
            }
        });
        acknowledged.forEach((id, at) -> {
            if (at - until < 0 && !kept.containsKey(id)) {
                faults.add(id + " was acknowledged and is not kept");
            }
        });
        return faults;
    }

    private static List<String> compare(Map<String, List<Entry>> kept, Kind kind, int effects) {
        long requests = kept.values().stream()
                .flatMap(List::stream)
                .filter(e -> e.kind() == kind)
                .count();
        return requests == effects ? List.of() : List.of(effects + " came of " + requests + " of kind " + kind);
    }

    private static void add(Map<String, List<Entry>> kept, JsonNode line, String id, Kind kind, String amount) {
        Entry entry = Entry.of(
                kind,
                line.get("account").asText(),
                amount.isEmpty() ? "0" : line.get(amount).asText());
        kept.computeIfAbsent(line.get(id).asText(), unused -> new ArrayList<>()).add(entry);
    }

    private static JsonNode read(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
