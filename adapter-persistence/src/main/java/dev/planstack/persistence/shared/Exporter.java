package dev.planstack.persistence.shared;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.planstack.application.shared.StorageRefusedException;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes all rows of a database as lines of JSON, one after the other, so that no more than a row is held in memory. */
final class Exporter {

    /** What the last line is, which tells how many there are, so that a file that was cut off is known as such. */
    static final String END = "end";

    /** How many rows of a statement are in memory, where the driver does not read them one by one. */
    private static final int ROWS_AT_ONCE = 1_000;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .rootValueSeparator("\n")
            .build()
            .setCodec(new ObjectMapper())
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private final Connection connection;
    private final JsonGenerator lines;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private final Map<String, Long> told = new HashMap<>();

    private Exporter(Connection connection, JsonGenerator lines) {
        this.connection = connection;
        this.lines = lines;
    }

    /**
     * Writes all that there is.
     *
     * @throws IOException if it cannot be written
     */
    static void write(Connection connection, List<Kind> kinds, OutputStream to) throws SQLException, IOException {
        try (JsonGenerator lines = JSON.createGenerator(to)) {
            Exporter exporter = new Exporter(connection, lines);
            for (Kind kind : kinds) {
                exporter.tell(kind, List.of());
            }
            exporter.end(kinds);
        }
    }

    /** Refuses another commit than the one that is meant. */
    static void refuseOther(String database, OptionalLong wanted, long commit) {
        if (wanted.isPresent() && wanted.getAsLong() != commit) {
            throw new StorageRefusedException(database + " is at commit " + commit
                    + ", and only the last commit can be exported; what commit " + wanted.getAsLong()
                    + " left cannot be told from it. Leave --at-commit out to export commit " + commit
                    + ", or stop what is writing.");
        }
    }

    private void tell(Kind kind, List<Object> owner) throws SQLException, IOException {
        PreparedStatement statement = prepared.get(kind.rows());
        if (statement == null) {
            statement = connection.prepareStatement(kind.rows());
            statement.setFetchSize(ROWS_AT_ONCE);
            prepared.put(kind.rows(), statement);
        }
        for (int i = 0; i < owner.size(); i++) {
            statement.setObject(i + 1, owner.get(i));
        }
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                line(kind, row);
                if (!kind.parts().isEmpty()) {
                    List<Object> key = new ArrayList<>();
                    for (String column : kind.key()) {
                        key.add(row.getObject(column));
                    }
                    for (Kind part : kind.parts()) {
                        tell(part, key);
                    }
                }
            }
        }
    }

    private void line(Kind kind, ResultSet row) throws SQLException, IOException {
        lines.writeStartObject();
        lines.writeStringField("kind", kind.name());
        int index = 1;
        for (Field field : kind.fields()) {
            lines.writeFieldName(field.name());
            try {
                lines.writeTree(field.read(row, index++));
            } catch (IllegalStateException e) {
                throw new StorageRefusedException(
                        "A row of kind " + kind.name() + " holds no readable " + field.name() + ": " + e.getMessage(),
                        Optional.of(e));
            }
        }
        lines.writeEndObject();
        told.merge(kind.name(), 1L, Long::sum);
    }

    private void end(List<Kind> kinds) throws SQLException, IOException {
        for (Kind kind : kinds.stream().flatMap(Kind::all).toList()) {
            refuseOrphans(kind);
        }
        long count = told.values().stream().mapToLong(Long::longValue).sum() + 1;
        lines.writeStartObject();
        lines.writeStringField("kind", END);
        lines.writeNumberField("lines", count);
        lines.writeEndObject();
        lines.writeRaw('\n');
    }

    private void refuseOrphans(Kind kind) throws SQLException {
        long there = Counts.of(connection, kind);
        long exported = told.getOrDefault(kind.name(), 0L);
        if (there != exported) {
            throw new StorageRefusedException("The database is damaged: of " + there + " rows of kind " + kind.name()
                    + " only " + exported + " belong to something that is there. Restore a backup.");
        }
    }
}
