package dev.planstack.bootstrap.importlicenses;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What a file of orders can be. */
enum Format {
    /** As RFC 4180 has it, with a header row. */
    CSV {
        @Override
        OrderReader open(Path file) throws IOException {
            return CsvOrders.open(file);
        }
    },
    /** An array of objects, or an object a line. */
    JSON {
        @Override
        OrderReader open(Path file) throws IOException {
            return JsonOrders.open(file);
        }
    };

    abstract OrderReader open(Path file) throws IOException;

    /** The format that the file's ending tells. */
    static Optional<Format> of(String fileName) {
        String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "csv" -> Optional.of(CSV);
            case "json", "jsonl", "ndjson" -> Optional.of(JSON);
            default -> Optional.empty();
        };
    }

    /** Reads what the option says. */
    static final class Converter implements ITypeConverter<Format> {
        @Override
        public Format convert(String text) {
            return switch (text) {
                case "csv" -> CSV;
                case "json" -> JSON;
                default -> throw new TypeConversionException("must be csv or json: " + text);
            };
        }
    }
}
