package dev.planstack.persistence.shared;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A query that finds rows by a key, and that may be asked for many keys at once.
 *
 * @param <K> the key
 * @param <T> what a row is read as
 */
public final class Lookup<K, T> {

    /** The number of a key among those that were asked for, in a row of {@link #ofMany}. */
    static final String KEY_NUMBER = "key_number";

    private final String ofOne;
    private final String ofMany;
    private final int columns;
    private final Sql.Placer<? super K> placer;
    private final Sql.RowReader<? extends T> reader;

    /**
     * A lookup.
     *
     * @param query the query without order, with the values of a key by name: {@code WHERE account = :account}
     * @param names the names of a key's values; none begins with another one
     * @param order the columns that what is found for a key is ordered by; none if order does not matter
     * @param placer gives a key's values in the order of their names
     * @param reader reads a row, whose columns it finds by name
     */
    public Lookup(
            String query,
            List<String> names,
            List<String> order,
            Sql.Placer<? super K> placer,
            Sql.RowReader<? extends T> reader) {
        this.ofOne = naming(query, names, name -> "?" + (names.indexOf(name) + 1))
                + (order.isEmpty() ? "" : " ORDER BY " + String.join(", ", order));
        this.ofMany = "given (" + String.join(", ", names) + ", place) CROSS JOIN LATERAL ("
                + naming(query, names, name -> "given." + name)
                // looked up for each key, and not joined with all that there is
                + " OFFSET 0) found"
                + (order.isEmpty() ? "" : " ORDER BY found." + String.join(", found.", order));
        this.columns = names.size();
        this.placer = placer;
        this.reader = reader;
    }

    private static String naming(String query, List<String> names, UnaryOperator<String> parameter) {
        String text = query;
        for (String name : names) {
            text = text.replace(":" + name, parameter.apply(name));
        }
        return text;
    }

    /** The query for one key, with a numbered parameter for each of its values. */
    String ofOne() {
        return ofOne;
    }

    /** The query for all keys in {@code rows}, which stands for a function whose rows are the values and number of each. */
    String ofMany(String rows) {
        return "SELECT found.*, given.place AS " + KEY_NUMBER + " FROM " + rows + " AS " + ofMany;
    }

    /** How many values a key has. */
    int columns() {
        return columns;
    }

    Sql.Placer<? super K> placer() {
        return placer;
    }

    Sql.RowReader<? extends T> reader() {
        return reader;
    }

    /** Asks for keys; {@link Sessions#answer} answers. */
    public Question<K, T> of(List<K> keys) {
        return new Question<>(this, keys);
    }
}
