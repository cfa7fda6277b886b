package dev.planstack.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the service answered. */
public record Answer(int status, HttpHeaders headers, String text) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The body, read. */
    public JsonNode json() {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text at a JSON pointer, {@code null} where there is none. */
    public String at(String pointer) {
        JsonNode node = json().at(pointer);
        return node.isMissingNode() || node.isNull() ? null : node.asText();
    }

    /** The items of a list's page. */
    public List<JsonNode> data() {
        return StreamSupport.stream(json().get("data").spliterator(), false).toList();
    }

    /** The commit that was made or seen. */
    public long commit() {
        return headers.firstValueAsLong("Planstack-Commit").orElseThrow();
    }

    /** The media type of the body, without parameters. */
    public String mediaType() {
        return headers.firstValue("Content-Type").orElse("").split(";", 2)[0];
    }

    /** The problem's name, for example {@code not-found}. */
    public String problem() {
        String type = at("/type");
        return type == null ? "" : type.replace("/problems/", "");
    }

    /** Where the faults are. */
    public List<String> pointers() {
        return StreamSupport.stream(json().path("errors").spliterator(), false)
                .map(error -> error.get("pointer").asText())
                .sorted()
                .toList();
    }

    /** This, once it is seen to have one of these statuses. */
    @CanIgnoreReturnValue
    public Answer expect(Integer... statuses) {
        assertThat(status).as(text).isIn((Object[]) statuses);
        return this;
    }
}
