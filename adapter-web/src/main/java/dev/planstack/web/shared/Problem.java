package dev.planstack.web.shared;

import dev.planstack.domain.shared.FieldFault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A refusal as RFC 9457 has it.
 *
 * @param type the page that explains it, or {@code about:blank}
 * @param title the kind of problem in a few words
 * @param status the HTTP status
 * @param detail what is wrong in this case
 * @param errors the fields at fault
 * @param resolution another way to the goal
 * @param facts particulars by name
 * @param headers headers that belong to the answer
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        List<FieldFault> errors,
        Optional<Resolution> resolution,
        Map<String, String> facts,
        Map<String, String> headers) {

    /** What is said of a fault of the service itself, and nothing more. */
    public static final Problem INTERNAL =
            plain(500, "Internal error", "The service failed to answer. The failure is in its log.");

    /**
     * Another way to the goal.
     *
     * @param text what to do
     * @param href where to do it
     */
    public record Resolution(String text, String href) {}

    /** A problem of a kind, with the status that the kind usually has. */
    public static Problem of(ProblemType type, String detail) {
        return of(type, ProblemTexts.of(type).status(), detail);
    }

    /** A problem of a kind with a status of its own. */
    public static Problem of(ProblemType type, int status, String detail) {
        return new Problem(
                "/problems/" + type.code(),
                ProblemTexts.of(type).title(),
                status,
                detail,
                List.of(),
                Optional.empty(),
                Map.of(),
                headers(type));
    }

    /** Fields at fault. */
    public static ProblemException invalid(List<FieldFault> faults) {
        return of(ProblemType.INVALID_REQUEST, "The request has fields that cannot be accepted.")
                .with(faults)
                .thrown();
    }

    /** One field at fault. */
    public static ProblemException invalid(String pointer, String detail) {
        return invalid(List.of(new FieldFault(pointer, detail)));
    }

    /** A problem that HTTP itself explains. */
    public static Problem plain(int status, String title, String detail) {
        return new Problem("about:blank", title, status, detail, List.of(), Optional.empty(), Map.of(), Map.of());
    }

    private static Map<String, String> headers(ProblemType type) {
        return switch (type) {
            case UNAUTHORIZED -> Map.of("WWW-Authenticate", "Bearer");
            case OUTCOME_UNKNOWN, STORAGE_FULL, OVERLOADED, TOO_MANY_REQUESTS -> Map.of("Retry-After", "1");
            default -> Map.of();
        };
    }

    /** With fields at fault. */
    public Problem with(List<FieldFault> faults) {
        return new Problem(type, title, status, detail, faults, resolution, facts, headers);
    }

    /** With particulars. */
    public Problem with(Map<String, String> particulars) {
        return new Problem(type, title, status, detail, errors, resolution, particulars, headers);
    }

    /** With another way to the goal. */
    public Problem with(Resolution other) {
        return new Problem(type, title, status, detail, errors, Optional.of(other), facts, headers);
    }

    /** With a header for the answer. */
    public Problem withHeader(String name, String value) {
        return new Problem(type, title, status, detail, errors, resolution, facts, Map.of(name, value));
    }

    /** To be thrown. */
    public ProblemException thrown() {
        return new ProblemException(this);
    }

    /** As JSON. */
    public String text() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", type);
        json.put("title", title);
        json.put("status", status);
        json.put("detail", detail);
        if (!errors.isEmpty()) {
            json.put("errors", errors);
        }
        resolution.ifPresent(r -> json.put("resolution", r));
        json.putAll(facts);
        return JsonWriter.text(json);
    }

    /** The answer that tells of it. */
    public Answer answer() {
        return Answer.text(status, MediaTypes.PROBLEM, text()).with(headers);
    }
}
