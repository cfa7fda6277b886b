package dev.planstack.web.shared;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON strictly: UTF-8 only, no key twice in one object, nothing behind the end, and bounds on depth, lengths and
 * the number of values, so that a small body cannot become a large tree.
 */
public final class JsonReader {

    /** How deeply objects and arrays may be nested. */
    public static final int MAX_DEPTH = 32;

    /** How many UTF-16 units a string may have. */
    public static final int MAX_STRING_LENGTH = 32_768;

    /** How many characters a number may have. */
    public static final int MAX_NUMBER_LENGTH = 128;

    /** How many values a body may hold: enough for a full batch of CloudEvents with many extension attributes. */
    public static final int MAX_VALUES = 1_000_000;

    private static final int MAX_NAME_LENGTH = 1_024;

    private static final Json NULL = new Json.Null();
    private static final Json TRUE = new Json.Flag(true);
    private static final Json FALSE = new Json.Flag(false);

    // names are not interned: a client could fill the table with names of its own
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING_LENGTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxNameLength(MAX_NAME_LENGTH)
                    .build())
            .build();

    private final JsonParser parser;
    private int values;

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads a body.
     *
     * @throws ProblemException {@link ProblemType#MALFORMED_JSON}, or {@link ProblemType#TOO_LARGE} for too many values
     */
    public static Json read(byte[] body) {
        CharBuffer text = decoded(body);
        try (JsonParser parser = FACTORY.createParser(text.array(), text.arrayOffset(), text.remaining())) {
            JsonReader reader = new JsonReader(parser);
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw malformed("The body is empty.");
            }
            Json root = reader.value(first);
            if (parser.nextToken() != null) {
                throw malformed("There is text behind the end of the JSON value.");
            }
            return root;
        } catch (StreamConstraintsException e) {
            throw malformed("The body is nested more than " + MAX_DEPTH + " deep, has a string longer than "
                    + MAX_STRING_LENGTH + " or a number longer than " + MAX_NUMBER_LENGTH + " characters.");
        } catch (JsonProcessingException e) {
            // the parser's own words name its classes and settings; the place is all that helps a client
            throw malformed("The body is not JSON that is accepted here" + place(e.getLocation()) + ".");
        } catch (IOException e) {
            throw malformed("The body could not be read as JSON.");
        }
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null
                ? ""
                : "; reading stopped at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static CharBuffer decoded(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            throw malformed("The body is not UTF-8.");
        }
    }

    private Json value(JsonToken token) throws IOException {
        values++;
        if (values > MAX_VALUES) {
            throw ProblemType.TOO_LARGE.problem("The body holds more than " + MAX_VALUES + " values.");
        }
        return switch (token) {
            case START_OBJECT -> members();
            case START_ARRAY -> items();
            case VALUE_STRING -> new Json.Text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Numeral(parser.getText());
            case VALUE_TRUE -> TRUE;
            case VALUE_FALSE -> FALSE;
            case VALUE_NULL -> NULL;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw malformed("The body ends too early.");
        };
    }

    private Json members() throws IOException {
        if (parser.nextToken() == JsonToken.END_OBJECT) {
            return new Json.Members(Map.of());
        }
        Map<String, Json> fields = new LinkedHashMap<>();
        do {
            String name = parser.currentName();
            fields.put(name, value(next()));
        } while (parser.nextToken() != JsonToken.END_OBJECT);
        return new Json.Members(fields);
    }

    private Json items() throws IOException {
        JsonToken token = next();
        if (token == JsonToken.END_ARRAY) {
            return new Json.Items(List.of());
        }
        List<Json> items = new ArrayList<>();
        while (token != JsonToken.END_ARRAY) {
            items.add(value(token));
            token = next();
        }
        return new Json.Items(items);
    }

    private JsonToken next() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw malformed("The body ends too early.");
        }
        return token;
    }

    private static ProblemException malformed(String detail) {
        return ProblemType.MALFORMED_JSON.problem(detail);
    }
}
