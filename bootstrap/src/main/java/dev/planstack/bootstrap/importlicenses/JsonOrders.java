package dev.planstack.bootstrap.importlicenses;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.planstack.bootstrap.importing.ImportStoppedException;
import dev.planstack.bootstrap.importing.LineReader;
import dev.planstack.bootstrap.importing.Reading;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells the two kinds of JSON files of orders apart: an array of objects, and an object a line. */
final class JsonOrders {
    private static final String NO_JSON =
            "The file is neither a JSON array of orders nor a JSON object a line, in UTF-8.";

    /** An array that begins later than this is not looked for. */
    private static final int LOOKED_AT = 8 * 1024;

    /** The three bytes of a byte order mark in UTF-8, and white space. */
    private static final String SKIPPED = "\u00ef\u00bb\u00bf \t\r\n";

    /** Twice the same field is an error, as is anything after the end. */
    static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        STRICT.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(OrderReader.MAX_ORDER_BYTES)
                        .build());
    }

    private JsonOrders() {}

    static OrderReader open(Path file) throws IOException {
        return of(Files.newInputStream(file));
    }

    static OrderReader of(InputStream file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(file);
        try {
            return switch (firstOf(in)) {
                case '[' -> new JsonArrayOrders(in);
                case '{', -1 -> new JsonLineOrders(new LineReader(in));
                default -> throw new ImportStoppedException(NO_JSON);
            };
        } catch (IOException | ImportStoppedException e) {
            in.close();
            throw e;
        }
    }

    /** The first byte that says something; -1 if there is none. */
    private static int firstOf(InputStream in) throws IOException {
        in.mark(LOOKED_AT);
        int looked = 0;
        int next = in.read();
        while (next >= 0 && SKIPPED.indexOf(next) >= 0 && ++looked < LOOKED_AT) {
            next = in.read();
        }
        in.reset();
        return next;
    }

    static Reading<ObjectNode> object(JsonNode node) {
        return node instanceof ObjectNode object
                ? new Reading.Read<>(object)
                : new Reading.Unreadable<>("must be an object");
    }
}
