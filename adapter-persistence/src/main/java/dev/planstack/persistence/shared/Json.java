package dev.planstack.persistence.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Lists and maps of texts as JSON in one column; the order of maps is kept. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** Writes lists, maps, texts and nulls. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not to be written as JSON: " + value.getClass(), e);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a column does not hold the JSON that was written", e);
        }
    }

    /** Reads what somebody else may have written; empty if it is not JSON. */
    public static Optional<JsonNode> readForeign(String text) {
        try {
            return Optional.of(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The elements of a list. */
    public static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(Spliterators.spliterator(list.elements(), list.size(), 0), false);
    }

    /** A map with its keys and values read further, in the order written. */
    public static <K, V> Map<K, V> map(JsonNode node, Function<String, K> key, Function<JsonNode, V> value) {
        Map<K, V> map = new LinkedHashMap<>();
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            map.put(key.apply(name), value.apply(node.get(name)));
        }
        return map;
    }
}
