package dev.planstack.persistence.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.planstack.application.shared.StorageRefusedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the lines of an export into empty tables; what is wrong with one is told with its number. */
final class Importer {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Connection connection;
    private final Map<String, Kind> kinds;
    private final Map<Kind, PreparedStatement> prepared = new HashMap<>();
    private long number;
    private boolean ended;

    private Importer(Connection connection, List<Kind> kinds) {
        this.connection = connection;
        this.kinds = kinds.stream().flatMap(Kind::all).collect(Collectors.toMap(Kind::name, Function.identity()));
    }

    /**
     * Adds a row for each line.
     *
     * @throws StorageRefusedException if a line is broken or the end is missing
     * @throws IOException if it cannot be read
     */
    static void read(Connection connection, List<Kind> kinds, BufferedReader from) throws SQLException, IOException {
        Importer importer = new Importer(connection, kinds);
        for (String line = from.readLine(); line != null; line = from.readLine()) {
            importer.number++;
            importer.add(line);
        }
        if (!importer.ended) {
            throw new StorageRefusedException("The file ends after line " + importer.number
                    + " without the line that ends an export; it was cut off. Nothing was imported.");
        }
    }

    private void add(String line) throws SQLException {
        if (ended) {
            throw broken("stands after the end of the export", Optional.empty());
        }
        JsonNode fields = parsed(line);
        String name = fields.path("kind").asText();
        if (name.equals(Exporter.END)) {
            end(fields);
            return;
        }
        Kind kind = kinds.get(name);
        if (kind == null) {
            throw broken("has no known \"kind\"; it may come from a newer version", Optional.empty());
        }
        insert(kind, fields);
    }

    private JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw broken("is not JSON: " + e.getOriginalMessage(), Optional.of(e));
        }
    }

    private void end(JsonNode fields) {
        ended = true;
        if (fields.path("lines").asLong() != number) {
            throw broken("ends an export of " + fields.path("lines") + " lines; lines are missing", Optional.empty());
        }
    }

    private void insert(Kind kind, JsonNode line) throws SQLException {
        if (line.size() != kind.fields().size() + 1) {
            throw broken(
                    "must have these fields and no others: kind, "
                            + kind.fields().stream().map(Field::name).collect(Collectors.joining(", ")),
                    Optional.empty());
        }
        PreparedStatement statement = prepared.get(kind);
        if (statement == null) {
            statement = connection.prepareStatement(kind.insert());
            prepared.put(kind, statement);
        }
        int index = 1;
        for (Field field : kind.fields()) {
            JsonNode value = line.get(field.name());
            if (value == null) {
                throw broken("lacks \"" + field.name() + "\"", Optional.empty());
            }
            try {
                field.bind(statement, index++, value);
            } catch (IllegalArgumentException e) {
                throw broken("\"" + field.name() + "\" " + e.getMessage(), Optional.of(e));
            }
        }
        int rows;
        try {
            rows = statement.executeUpdate();
        } catch (SQLException e) {
            throw broken("cannot be stored: " + e.getMessage(), Optional.of(e));
        }
        if (rows != 1) {
            throw broken("belongs to something that no line before it tells of", Optional.empty());
        }
    }

    private StorageRefusedException broken(String fault, Optional<Exception> cause) {
        String message = "Line " + number + " of the export " + fault + ". Nothing was imported.";
        return cause.map(c -> new StorageRefusedException(message, Optional.of(c)))
                .orElseGet(() -> new StorageRefusedException(message));
    }
}
