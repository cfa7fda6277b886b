package dev.planstack.bootstrap.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP answer of the service.
 *
 * @param replayed whether it is the answer of an earlier request with the same idempotency key
 */
public record Answer(int status, String body, boolean replayed) {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern RECORD_POINTER = Pattern.compile("/(?<index>[0-9]{1,9})(?:/.*)?", Pattern.DOTALL);

    /** Whether the service did what it was asked for. */
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** The body, or a missing node where it is not JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** What a problem document says, in words; the bare status where the body is none. */
    public String problem() {
        JsonNode document = json();
        String words = document.path("detail").asText(document.path("title").asText(""));
        return words.isBlank() ? "HTTP status " + status : harmless(words);
    }

    /** What a problem document says of single fields, such as {@code expiresAt: must be given}; else what it says at all. */
    public String problemByField() {
        StringJoiner problems = new StringJoiner("; ");
        for (JsonNode error : json().path("errors")) {
            String field = error.path("pointer").asText().replaceFirst("^/", "");
            problems.add(harmless(field + ": " + error.path("detail").asText()));
        }
        return problems.length() == 0 ? problem() : problems.toString();
    }

    /** What a problem document says of single records of a batch, by their index in it. */
    public Map<Integer, String> problemsByRecord() {
        Map<Integer, String> problems = new TreeMap<>();
        for (JsonNode error : json().path("errors")) {
            Matcher pointer = RECORD_POINTER.matcher(error.path("pointer").asText());
            if (pointer.matches()) {
                String detail = harmless(error.path("detail").asText(problem()));
                problems.merge(Integer.valueOf(pointer.group("index")), detail, (first, more) -> first + "; " + more);
            }
        }
        return problems;
    }

    /** Words from elsewhere shall not control the operator's terminal. */
    public static String harmless(String words) {
        return words.replaceAll("\\p{Cc}", "?");
    }
}
