package dev.planstack.bootstrap.importlicenses;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.planstack.bootstrap.importing.Line;
import dev.planstack.bootstrap.importing.LineReader;
import dev.planstack.bootstrap.importing.Reading;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a CSV file into records, and leaves what is in a record to the library. The cut is made here, because only so
 * a record that cannot be read costs nothing but itself, and a quote that is never closed not the memory for all of the file.
 */
final class CsvRecords implements Closeable {
    private static final String UNCLOSED =
            "a quote is opened here and not closed; nothing from this line on has been read";

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private static final ObjectReader CSV =
            new CsvMapper().readerForListOf(String.class).with(CsvParser.Feature.WRAP_AS_ARRAY);

    private final LineReader lines;
    private boolean ended;

    CsvRecords(LineReader lines) {
        this.lines = lines;
    }

    /** The next record that is not empty, or null at the end of the file. */
    @Nullable CsvRecord next() throws IOException {
        @Nullable Line first = ended ? null : lines.next();
        while (first != null && textOf(first).isBlank() && !first.tooLong()) {
            first = lines.next();
        }
        return first == null ? null : from(first);
    }

    private CsvRecord from(Line first) throws IOException {
        StringBuilder text = new StringBuilder(textOf(first));
        boolean quoted = endsInQuotes(false, text);
        boolean tooLong = first.tooLong();
        while (quoted) {
            @Nullable Line more = tooLong ? null : lines.next();
            if (more == null) {
                ended = true;
                return CsvRecord.unreadable(first.number(), UNCLOSED);
            }
            quoted = endsInQuotes(true, more.text());
            text.append('\n').append(more.text());
            tooLong = more.tooLong() || text.length() > OrderReader.MAX_ORDER_BYTES;
        }
        return tooLong
                ? CsvRecord.unreadable(first.number(), OrderReader.TOO_LONG)
                : new CsvRecord(first.number(), values(text.toString()));
    }

    private static String textOf(Line line) {
        return line.number() == 1 && line.text().startsWith(BYTE_ORDER_MARK)
                ? line.text().substring(1)
                : line.text();
    }

    /** A quote opens at the beginning of a value only; within quotes two of them stand for one. */
    private static boolean endsInQuotes(boolean beginsInQuotes, CharSequence text) {
        boolean quoted = beginsInQuotes;
        boolean mayOpen = !beginsInQuotes;
        for (int at = 0; at < text.length(); at++) {
            char next = text.charAt(at);
            if (quoted) {
                quoted = next != '"';
                mayOpen = !quoted;
            } else {
                quoted = next == '"' && mayOpen;
                mayOpen = next == ',';
            }
        }
        return quoted;
    }

    private static Reading<List<String>> values(String text) {
        if (text.indexOf('\ufffd') >= 0) {
            return new Reading.Unreadable<>("is not UTF-8");
        }
        try (MappingIterator<List<String>> rows = CSV.readValues(text)) {
            List<List<String>> all = rows.readAll();
            return all.size() == 1
                    ? new Reading.Read<>(all.get(0))
                    : new Reading.Unreadable<>("has a line break that is not one of CSV (LF or CR LF)");
        } catch (IOException e) {
            return new Reading.Unreadable<>("is not CSV; a value with quotes must be in quotes, and each doubled");
        }
    }

    long consumed() {
        return lines.consumed();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
