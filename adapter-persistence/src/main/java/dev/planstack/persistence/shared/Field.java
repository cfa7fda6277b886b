package dev.planstack.persistence.shared;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.planstack.domain.shared.Instants;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A column, and the field that it is in a line of an export. Null is null in both, but where a field says otherwise. */
public final class Field {

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    /** How a column reads in an export. */
    private interface Reading {

        JsonNode read(ResultSet row, int index) throws SQLException;
    }

    /** How a field of an export is bound; refuses what it does not understand. */
    private interface Binding {

        void bind(PreparedStatement statement, int index, JsonNode value) throws SQLException;
    }

    private final String column;
    private final String name;
    private final Reading reading;
    private final Binding binding;

    private Field(String column, String name, Reading reading, Binding binding) {
        this.column = column;
        this.name = name;
        this.reading = reading;
        this.binding = binding;
    }

    private static Field of(String column, Reading reading, Binding binding) {
        return new Field(column, camelCase(column), reading, (statement, i, value) -> {
            if (value.isNull()) {
                statement.setNull(i, Types.NULL);
            } else {
                binding.bind(statement, i, value);
            }
        });
    }

    /** The same column by another name than its own in camel case. */
    public Field named(String other) {
        return new Field(column, other, reading, binding);
    }

    private static String camelCase(String column) {
        StringBuilder name = new StringBuilder();
        boolean upper = false;
        for (int i = 0; i < column.length(); i++) {
            char c = column.charAt(i);
            if (c == '_') {
                upper = true;
            } else {
                name.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return name.toString();
    }

    /** A text. */
    public static Field text(String column) {
        return of(
                column,
                (row, i) -> TextNode.valueOf(row.getString(i)),
                (statement, i, value) -> statement.setString(i, textOf(value)));
    }

    /** A decimal, which is a text in both. */
    public static Field decimal(String column) {
        return of(column, (row, i) -> TextNode.valueOf(row.getString(i)), (statement, i, value) -> {
            String text = textOf(value);
            if (!DECIMAL.matcher(text).matches()) {
                throw new IllegalArgumentException("must be a decimal as a string");
            }
            statement.setString(i, text);
        });
    }

    /** A whole number. */
    public static Field integer(String column) {
        return of(column, (row, i) -> LongNode.valueOf(row.getLong(i)), (statement, i, value) -> {
            if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                throw new IllegalArgumentException("must be a whole number");
            }
            statement.setLong(i, value.longValue());
        });
    }

    /** A truth value. */
    public static Field flag(String column) {
        return of(column, (row, i) -> BooleanNode.valueOf(row.getBoolean(i)), (statement, i, value) -> {
            if (!value.isBoolean()) {
                throw new IllegalArgumentException("must be true or false");
            }
            statement.setBoolean(i, value.booleanValue());
        });
    }

    /** An instant. */
    public static Field instant(String column) {
        return of(column, (row, i) -> instantOf(row.getLong(i)), (statement, i, value) -> {
            statement.setLong(i, nanosOf(value));
        });
    }

    /** An instant from which something holds; null where it has always held. */
    public static Field sinceEver(String column) {
        return new Field(
                column,
                camelCase(column),
                (row, i) -> row.getLong(i) == Long.MIN_VALUE ? NullNode.instance : instantOf(row.getLong(i)),
                (statement, i, value) -> statement.setLong(i, value.isNull() ? Long.MIN_VALUE : nanosOf(value)));
    }

    /** A hash, in hexadecimal digits. */
    public static Field hash(String column) {
        return of(
                column,
                (row, i) -> TextNode.valueOf(HexFormat.of().formatHex(row.getBytes(i))),
                (statement, i, value) -> statement.setBytes(i, HexFormat.of().parseHex(textOf(value))));
    }

    /** JSON in the column, which is JSON in the line. */
    public static Field json(String column, Shape shape) {
        return of(
                column,
                (row, i) -> shape.exported(Json.read(row.getString(i))),
                (statement, i, value) -> statement.setString(i, Json.write(shape.stored(value))));
    }

    private static String textOf(JsonNode value) {
        if (!value.isTextual()) {
            throw new IllegalArgumentException("must be a string");
        }
        return value.textValue();
    }

    private static JsonNode instantOf(long nanos) {
        return TextNode.valueOf(Columns.instant(nanos).toString());
    }

    private static long nanosOf(JsonNode value) {
        Instant instant = Instants.parse(textOf(value)).fold(parsed -> parsed, fault -> {
            throw new IllegalArgumentException(fault);
        });
        return Columns.nanos(instant);
    }

    String column() {
        return column;
    }

    String name() {
        return name;
    }

    JsonNode read(ResultSet row, int index) throws SQLException {
        Object present = row.getObject(index);
        return present == null ? NullNode.instance : reading.read(row, index);
    }

    /**
     * Gives a field's value to a statement.
     *
     * @throws IllegalArgumentException if it is not a value of this field; says what is expected
     */
    void bind(PreparedStatement statement, int index, JsonNode value) throws SQLException {
        binding.bind(statement, index, value);
    }
}
