package dev.planstack.bootstrap.importlicenses;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.planstack.bootstrap.importing.Reading;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads orders off a JSON array, which may be larger than memory. What is no JSON ends it: nobody knows what follows. */
final class JsonArrayOrders implements OrderReader {
    private static final String NOTHING_MORE = "; nothing from this line on has been read";

    private final JsonParser parser;
    private boolean ended;

    /** Takes a file that begins with the array. */
    JsonArrayOrders(InputStream file) throws IOException {
        this.parser = JsonOrders.STRICT.getFactory().createParser(file);
    }

    @Override
    public @Nullable OrderLine next() throws IOException {
        if (ended) {
            return null;
        }
        long begins = 0;
        try {
            if (parser.currentToken() == null) {
                var unused = parser.nextToken();
            }
            JsonToken token = parser.nextToken();
            begins = line();
            if (token == JsonToken.END_ARRAY) {
                ended = true;
                return parser.nextToken() == null
                        ? null
                        : OrderLine.unreadable(line(), "stands after the end of the array" + NOTHING_MORE);
            }
            return new OrderLine(begins, order());
        } catch (JsonProcessingException e) {
            ended = true;
            int line = parser.currentLocation().getLineNr();
            return OrderLine.unreadable(
                    begins == 0 ? line : begins,
                    "is not JSON (line " + line + ": " + e.getOriginalMessage() + ")" + NOTHING_MORE);
        }
    }

    private long line() {
        return parser.currentTokenLocation().getLineNr();
    }

    /** Reads the value that begins here to its end, but keeps no more of it than an order may take. */
    private Reading<ObjectNode> order() throws IOException {
        long start = consumed();
        int depth = 0;
        boolean tooLong = false;
        try (TokenBuffer kept = new TokenBuffer(parser)) {
            do {
                if (depth > 0) {
                    var unused = parser.nextToken();
                }
                tooLong = tooLong || consumed() - start > MAX_ORDER_BYTES;
                if (!tooLong) {
                    kept.copyCurrentEvent(parser);
                }
                JsonToken token = parser.currentToken();
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            } while (depth > 0);
            return tooLong ? new Reading.Unreadable<>(TOO_LONG) : tree(kept);
        }
    }

    private static Reading<ObjectNode> tree(TokenBuffer kept) throws IOException {
        try (JsonParser again = kept.asParser()) {
            return JsonOrders.object(JsonOrders.STRICT.readTree(again));
        } catch (JsonProcessingException e) {
            // it was JSON when it was read: only a field that is there twice is left
            return new Reading.Unreadable<>("is not a JSON object: " + e.getOriginalMessage());
        }
    }

    @Override
    public long consumed() {
        return parser.currentLocation().getByteOffset();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
