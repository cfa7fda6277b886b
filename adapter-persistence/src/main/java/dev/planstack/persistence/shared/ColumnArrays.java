package dev.planstack.persistence.shared;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the values of each column, to be given to a statement as one array a column. */
final class ColumnArrays implements RowValues {

    /** What a column holds, as PostgreSQL calls it. */
    private enum Type {
        TEXT("text"),
        NUMBER("int8"),
        FLAG("bool"),
        BYTES("bytea");

        private final String name;

        Type(String name) {
            this.name = name;
        }

        /** An empty array of the type that its driver sends in binary form. */
        Object[] array() {
            return switch (this) {
                case TEXT -> new String[0];
                case NUMBER -> new Long[0];
                case FLAG -> new Boolean[0];
                case BYTES -> new byte[0][];
            };
        }
    }

    private static final class Column {

        private final Type type;
        private final List<@Nullable Object> values = new ArrayList<>();

        Column(Type type) {
            this.type = type;
        }
    }

    private final int width;
    private final List<Column> columns = new ArrayList<>();
    private int position;

    ColumnArrays(int width) {
        this.width = width;
    }

    @Override
    public void text(@Nullable String text) {
        add(Type.TEXT, text);
    }

    @Override
    public void number(long number) {
        add(Type.NUMBER, number);
    }

    @Override
    public void numberOrNull(@Nullable Long number) {
        add(Type.NUMBER, number);
    }

    @Override
    public void flag(boolean flag) {
        add(Type.FLAG, flag);
    }

    @Override
    public void bytes(byte[] bytes) {
        add(Type.BYTES, bytes);
    }

    private void add(Type type, @Nullable Object value) {
        if (columns.size() == position) {
            columns.add(new Column(type));
        }
        Column column = columns.get(position++);
        if (column.type != type) {
            throw new IllegalStateException("a column of " + column.type + " was given " + type);
        }
        column.values.add(value);
    }

    /** Ends a row. */
    void endRow() {
        if (position != width) {
            throw new IllegalStateException(position + " values where " + width + " are to be");
        }
        position = 0;
    }

    /** Gives the columns to the parameters from one on, and says which parameter comes after them. */
    int bind(PreparedStatement statement, int first) throws SQLException {
        int index = first;
        for (Column column : columns) {
            Object[] values = column.values.toArray(column.type.array());
            statement.setArray(index++, statement.getConnection().createArrayOf(column.type.name, values));
        }
        return index;
    }
}
