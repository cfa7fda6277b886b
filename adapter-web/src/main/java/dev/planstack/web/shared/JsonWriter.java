package dev.planstack.web.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes answers as JSON. */
public final class JsonWriter {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonWriter() {}

    /** The JSON text of a record of strings, numbers, truth values, lists and maps; absent values are {@code null}. */
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written: " + value.getClass(), e);
        }
    }

    /** What tells a body from another: SHA-256 over its fields sorted by name, without blanks. */
    public static String fingerprint(Json body) {
        return sha256(canonical(body));
    }

    /** SHA-256 of a text as lower-case hexadecimal digits. */
    public static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String canonical(Json json) {
        if (json instanceof Json.Members members) {
            return new TreeMap<>(members.fields())
                    .entrySet().stream().map(JsonWriter::canonicalField).collect(Collectors.joining(",", "{", "}"));
        }
        if (json instanceof Json.Items items) {
            return items.items().stream().map(JsonWriter::canonical).collect(Collectors.joining(",", "[", "]"));
        }
        if (json instanceof Json.Text t) {
            return text(t.value());
        }
        if (json instanceof Json.Numeral number) {
            return number.text();
        }
        return json instanceof Json.Flag flag ? Boolean.toString(flag.value()) : "null";
    }

    private static String canonicalField(Map.Entry<String, Json> field) {
        return text(field.getKey()) + ":" + canonical(field.getValue());
    }
}
