package dev.planstack.persistence.shared;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An UPDATE of rows that are there. A row of values has the new ones first, then the key.
 *
 * @param table the table
 * @param set the columns that get new values
 * @param constants what is set the same in every row, as it follows the columns; may be empty
 * @param key the columns by which a row is found
 */
public record Update(String table, List<String> set, String constants, List<String> key) implements Change {

    /** An update with its columns. */
    public Update {
        set = List.copyOf(set);
        key = List.copyOf(key);
    }

    @Override
    public int columns() {
        return set.size() + key.size();
    }

    @Override
    public String ofRows(int rows) {
        if (rows != 1) {
            throw new IllegalArgumentException("one row at a time is updated by its values: " + rows);
        }
        return "UPDATE " + table + " SET "
                + set.stream().map(column -> column + " = ?").collect(Collectors.joining(", ")) + constants + " WHERE "
                + key.stream().map(column -> column + " = ?").collect(Collectors.joining(" AND "));
    }

    @Override
    public String ofSet(String rows) {
        List<String> columns = Stream.concat(set.stream(), key.stream()).toList();
        return "UPDATE " + table + " SET " + equal(columns, "", 0, set.size(), ", ") + constants + " FROM " + rows
                + " WHERE " + equal(columns, table + ".", set.size(), columns.size(), " AND ");
    }

    private static String equal(List<String> columns, String prefix, int from, int to, String separator) {
        return IntStream.range(from, to)
                .mapToObj(i -> prefix + columns.get(i) + " = given.c" + (i + 1))
                .collect(Collectors.joining(separator));
    }
}
