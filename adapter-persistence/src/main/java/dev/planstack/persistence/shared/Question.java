package dev.planstack.persistence.shared;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A lookup with the keys that it is asked for, and then with what was found for each.
 *
 * @param <K> a key
 * @param <T> what is found
 */
public final class Question<K, T> {

    private final Lookup<K, T> lookup;
    private final List<K> keys;
    private final List<List<T>> found = new ArrayList<>();

    Question(Lookup<K, T> lookup, List<K> keys) {
        this.lookup = lookup;
        this.keys = List.copyOf(keys);
    }

    /**
     * What was found for the key of that number, from 0.
     *
     * @throws IndexOutOfBoundsException if this was not answered
     */
    public List<T> found(int key) {
        return found.get(key);
    }

    Lookup<K, T> lookup() {
        return lookup;
    }

    int size() {
        return keys.size();
    }

    /** Gives the values of a key. */
    void place(int key, RowValues values) throws SQLException {
        lookup.placer().place(keys.get(key), values);
    }

    /** Forgets what was found and begins to be answered. */
    void begin() {
        found.clear();
        keys.forEach(key -> found.add(new ArrayList<>()));
    }

    /** Takes the row that a result stands on as found for a key. */
    void take(int key, ResultSet row) throws SQLException {
        found.get(key).add(lookup.reader().read(row));
    }
}
