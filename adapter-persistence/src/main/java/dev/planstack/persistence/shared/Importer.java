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
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the lines of an export into empty tables; what is wrong with one is told with its number. */
final class Importer {

    /** Rows that wait to be written together. */
    private static final int ROWS_AT_ONCE = 5_000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Connection connection;

    // by the name that lines have; in the order in which they can be written, what others refer to first
    private final Map<String, Rows> rows = new LinkedHashMap<>();
    private long number;
    private int waiting;
    private boolean ended;

    private Importer(Connection connection, List<Kind> kinds) {
        this.connection = connection;
        kinds.stream().flatMap(Kind::all).forEach(kind -> rows.put(kind.name(), new Rows(kind)));
    }

    /** A line, and where it stands. */
    private record Numbered(long number, JsonNode fields) {}

    /**
     * Fills a database whose tables are there and hold nothing, in the open transaction.
     *
     * @param database what it is called in messages
     * @throws StorageRefusedException if it is not empty, a line is broken or the end is missing
     * @throws IOException if the lines cannot be read
     */
    static void fill(Connection connection, String database, List<Kind> kinds, BufferedReader from)
            throws SQLException, IOException {
        refuseNotEmpty(connection, database, kinds);
        execute(connection, "DELETE FROM service_state");
        execute(connection, "DELETE FROM installation");
        new Importer(connection, kinds).read(from);
        if (Counts.of(connection, "SELECT count(*) FROM installation JOIN service_state USING (id)") != 1) {
            throw new StorageRefusedException(
                    "The export lacks the lines \"installation\" and \"clock\". Nothing was imported.");
        }
    }

    private static void refuseNotEmpty(Connection connection, String database, List<Kind> kinds) throws SQLException {
        long there = Counts.lastCommit(connection);
        for (Kind kind :
                kinds.stream().flatMap(Kind::all).filter(Kind::isContent).toList()) {
            there += Counts.of(connection, kind);
        }
        if (there > 0) {
            throw new StorageRefusedException(database
                    + " is not empty; an export is imported into an empty one only. Name a new one with --database.");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean unused = statement.execute(sql);
        }
    }

    private void read(BufferedReader from) throws SQLException, IOException {
        for (String line = from.readLine(); line != null; line = from.readLine()) {
            number++;
            add(line);
        }
        if (!ended) {
            throw new StorageRefusedException("The file ends after line " + number
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
        Rows ofKind = rows.get(name);
        if (ofKind == null) {
            throw broken("has no known \"kind\"; it may come from a newer version", Optional.empty());
        }
        ofKind.add(fields);
        if (++waiting == ROWS_AT_ONCE) {
            writeWaiting();
        }
    }

    private JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw broken("is not JSON: " + e.getOriginalMessage(), Optional.of(e));
        }
    }

    private void end(JsonNode fields) throws SQLException {
        ended = true;
        writeWaiting();
        if (fields.path("lines").asLong() != number) {
            throw broken("ends an export of " + fields.path("lines") + " lines; lines are missing", Optional.empty());
        }
    }

    private void writeWaiting() throws SQLException {
        for (Rows ofKind : rows.values()) {
            ofKind.write();
        }
        waiting = 0;
    }

    private StorageRefusedException broken(String fault, Optional<Exception> cause) {
        return broken(number, fault, cause);
    }

    private static StorageRefusedException broken(long number, String fault, Optional<Exception> cause) {
        String message = "Line " + number + " of the export " + fault + ". Nothing was imported.";
        return cause.map(c -> new StorageRefusedException(message, Optional.of(c)))
                .orElseGet(() -> new StorageRefusedException(message));
    }

    /** The rows of one kind that wait. */
    private final class Rows {

        private final Kind kind;
        private final List<Numbered> lines = new ArrayList<>();
        private Optional<PreparedStatement> prepared = Optional.empty();

        Rows(Kind kind) {
            this.kind = kind;
        }

        void add(JsonNode line) throws SQLException {
            if (line.size() != kind.fields().size() + 1) {
                throw broken(
                        "must have these fields and no others: kind, "
                                + kind.fields().stream().map(Field::name).collect(Collectors.joining(", ")),
                        Optional.empty());
            }
            PreparedStatement statement = statement();
            bind(statement, line);
            statement.addBatch();
            lines.add(new Numbered(number, line));
        }

        private PreparedStatement statement() throws SQLException {
            if (prepared.isEmpty()) {
                prepared = Optional.of(connection.prepareStatement(kind.insert()));
            }
            return prepared.get();
        }

        private void bind(PreparedStatement statement, JsonNode line) throws SQLException {
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
        }

        void write() throws SQLException {
            if (lines.isEmpty()) {
                return;
            }
            execute(connection, "SAVEPOINT before_rows");
            try {
                int[] changed = statement().executeBatch();
                for (int i = 0; i < changed.length; i++) {
                    requireOne(lines.get(i), changed[i]);
                }
            } catch (SQLException e) {
                execute(connection, "ROLLBACK TO SAVEPOINT before_rows");
                refuseFirstBroken();
                throw e;
            }
            execute(connection, "RELEASE SAVEPOINT before_rows");
            lines.clear();
        }

        /** What failed together fails one by one too, and then it is known which one it is. */
        private void refuseFirstBroken() throws SQLException {
            PreparedStatement statement = statement();
            statement.clearBatch();
            for (Numbered line : lines) {
                bind(statement, line.fields());
                int changed;
                try {
                    changed = statement.executeUpdate();
                } catch (SQLException e) {
                    throw broken(line.number(), "cannot be stored: " + e.getMessage(), Optional.of(e));
                }
                requireOne(line, changed);
            }
        }

        private void requireOne(Numbered line, int changed) {
            if (changed != 1) {
                throw broken(line.number(), "belongs to something that no line before it tells of", Optional.empty());
            }
        }
    }
}
