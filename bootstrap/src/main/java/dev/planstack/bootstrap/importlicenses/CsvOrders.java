package dev.planstack.bootstrap.importlicenses;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.planstack.bootstrap.importing.ImportStoppedException;
import dev.planstack.bootstrap.importing.LineReader;
import dev.planstack.bootstrap.importing.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads orders off a CSV file. Its header tells what the columns are; an empty value is one that is not given. */
final class CsvOrders implements OrderReader {
    private static final List<String> REQUIRED = List.of("account", "sdks", "startsAt", "expiresAt");
    private static final List<String> OPTIONAL = List.of("instanceId", "offering", "application");

    private static final String COLUMNS = "The first row names the columns, separated by commas: "
            + String.join(",", REQUIRED) + ", and where there are such " + String.join(",", OPTIONAL) + ".";

    private static final int SHOWN_LENGTH = 80;

    private final CsvRecords records;
    private final List<String> columns;

    private CsvOrders(CsvRecords records, List<String> columns) {
        this.records = records;
        this.columns = columns;
    }

    static OrderReader open(Path file) throws IOException {
        return of(LineReader.open(file));
    }

    static CsvOrders of(LineReader lines) throws IOException {
        CsvRecords records = new CsvRecords(lines);
        try {
            return new CsvOrders(records, header(records.next()));
        } catch (IOException | ImportStoppedException e) {
            records.close();
            throw e;
        }
    }

    private static List<String> header(@Nullable CsvRecord header) {
        if (header == null) {
            throw new ImportStoppedException("The file has no header. " + COLUMNS);
        }
        List<String> columns = header.values().fold(read -> read, reason -> {
            throw wrongHeader(header, reason);
        });
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (!REQUIRED.contains(column) && !OPTIONAL.contains(column)) {
                throw wrongHeader(header, "there is no column " + shortened(column));
            }
            if (!seen.add(column)) {
                throw wrongHeader(header, "the column " + column + " is there twice");
            }
        }
        for (String column : REQUIRED) {
            if (!seen.contains(column)) {
                throw wrongHeader(header, "the column " + column + " is missing");
            }
        }
        return columns;
    }

    private static ImportStoppedException wrongHeader(CsvRecord header, String reason) {
        return new ImportStoppedException("The header in line " + header.number() + ": " + reason + ". " + COLUMNS);
    }

    private static String shortened(String text) {
        return "\"" + (text.length() > SHOWN_LENGTH ? text.substring(0, SHOWN_LENGTH) + "…" : text) + "\"";
    }

    @Override
    public @Nullable OrderLine next() throws IOException {
        for (@Nullable CsvRecord row = records.next(); row != null; row = records.next()) {
            Reading<List<String>> values = row.values();
            if (!values.fold(read -> read.stream().allMatch(String::isEmpty), reason -> false)) {
                return new OrderLine(row.number(), values.then(this::order));
            }
        }
        return null;
    }

    private Reading<ObjectNode> order(List<String> values) {
        if (values.size() != columns.size()) {
            return new Reading.Unreadable<>("has " + values.size() + " values, the header " + columns.size());
        }
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        for (int index = 0; index < values.size(); index++) {
            String column = columns.get(index);
            String value = values.get(index);
            if (column.equals("sdks")) {
                addSdks(order, value);
            } else if (!value.isEmpty()) {
                order.put(column, value);
            }
        }
        return new Reading.Read<>(order);
    }

    /** Such as {@code player:professional;short-video:standard}. */
    private static void addSdks(ObjectNode order, String value) {
        for (String each : value.isEmpty() ? List.<String>of() : pieces(value, ';')) {
            List<String> sdkAndEdition = pieces(each, ':');
            ObjectNode sdk = order.withArray("sdks").addObject().put("sdk", sdkAndEdition.get(0));
            if (sdkAndEdition.size() > 1) {
                sdk.put("edition", String.join(":", sdkAndEdition.subList(1, sdkAndEdition.size())));
            }
        }
    }

    private static List<String> pieces(String text, char separator) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (from <= text.length()) {
            int end = text.indexOf(separator, from);
            int to = end < 0 ? text.length() : end;
            pieces.add(text.substring(from, to).strip());
            from = to + 1;
        }
        return pieces;
    }

    @Override
    public long consumed() {
        return records.consumed();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
