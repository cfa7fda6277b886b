package dev.planstack.bootstrap.importlicenses;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.planstack.bootstrap.importing.Line;
import dev.planstack.bootstrap.importing.LineReader;
import dev.planstack.bootstrap.importing.Reading;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads orders off a file that has a JSON object in each line. */
final class JsonLineOrders implements OrderReader {
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final LineReader lines;

    JsonLineOrders(LineReader lines) {
        this.lines = lines;
    }

    @Override
    public @Nullable OrderLine next() throws IOException {
        for (@Nullable Line line = lines.next(); line != null; line = lines.next()) {
            String text = textOf(line);
            if (line.tooLong()) {
                return OrderLine.unreadable(line.number(), TOO_LONG);
            }
            if (!text.isBlank()) {
                return new OrderLine(
                        line.number(), line.isDamaged() ? new Reading.Unreadable<>("is not UTF-8") : order(text));
            }
        }
        return null;
    }

    private static String textOf(Line line) {
        return line.number() == 1 && line.text().startsWith(BYTE_ORDER_MARK)
                ? line.text().substring(1)
                : line.text();
    }

    private static Reading<ObjectNode> order(String text) {
        try {
            return JsonOrders.object(JsonOrders.STRICT.readTree(text));
        } catch (JsonProcessingException e) {
            return new Reading.Unreadable<>("is not a JSON object: " + e.getOriginalMessage());
        }
    }

    @Override
    public long consumed() {
        return lines.consumed();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
