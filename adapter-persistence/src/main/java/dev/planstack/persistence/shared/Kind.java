package dev.planstack.persistence.shared;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One kind of line of an export: which rows it tells of, in which order, and how they are written back. Kinds form a tree: a
 * row is followed by the rows of its parts, an account by all that it owns.
 *
 * @param name what a line says it is
 * @param rows selects the rows, in canonical order; its parameters are the key of the row that it is part of
 * @param count counts all rows there are, those that are part of nothing included
 * @param insert adds a row; its parameters are the fields
 * @param key the columns by which the rows of parts refer to a row
 * @param fields what is told of a row
 * @param parts what follows a row
 */
public record Kind(
        String name, String rows, String count, String insert, List<String> key, List<Field> fields, List<Kind> parts) {

    /**
     * The rows of a table.
     *
     * @param partOf the columns that name the row that it is part of; none if it stands by itself
     * @param key the columns of its key; those of {@code partOf} come first
     */
    public static Kind of(String name, String table, List<String> partOf, List<String> key, Field... fields) {
        String columns = Stream.of(fields).map(Field::column).collect(Collectors.joining(", "));
        String condition = partOf.isEmpty()
                ? ""
                : partOf.stream().map(column -> column + " = ?").collect(Collectors.joining(" AND ", " WHERE ", ""));
        return new Kind(
                name,
                "SELECT " + columns + " FROM " + table + condition + " ORDER BY " + String.join(", ", key),
                "SELECT count(*) FROM " + table,
                "INSERT INTO " + table + " (" + columns + ") VALUES ("
                        + String.join(", ", Arrays.stream(fields).map(f -> "?").toList()) + ")",
                List.copyOf(key),
                List.of(fields),
                List.of());
    }

    /** With a column that no line tells of and that begins with a constant. */
    public Kind inserting(String column, String constant) {
        String more =
                insert.replace(") VALUES (", ", " + column + ") VALUES (").replaceFirst("\\)$", ", " + constant + ")");
        return new Kind(name, rows, count, more, key, fields, parts);
    }

    /** Only those rows of the table that are so. */
    public Kind where(String condition) {
        String filtered = rows.contains(" WHERE ")
                ? rows.replace(" WHERE ", " WHERE " + condition + " AND ")
                : rows.replace(" ORDER BY ", " WHERE " + condition + " ORDER BY ");
        return new Kind(name, filtered, count + " WHERE " + condition, insert, key, fields, parts);
    }

    /** With more parts, in order. */
    public Kind with(Kind... more) {
        return with(List.of(more));
    }

    /** With more parts, in order. */
    public Kind with(List<Kind> more) {
        List<Kind> all = new ArrayList<>(parts);
        all.addAll(more);
        return new Kind(name, rows, count, insert, key, fields, List.copyOf(all));
    }

    /** Whether it tells of what was put into the database, rather than of how it was set up. */
    boolean isContent() {
        return !name.equals(Installation.SETTINGS.name()) && !name.equals(Installation.CLOCK.name());
    }

    /** This and all that can follow it. */
    public Stream<Kind> all() {
        return Stream.concat(Stream.of(this), parts.stream().flatMap(Kind::all));
    }
}
