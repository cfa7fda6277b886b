package dev.planstack.application.shared;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param data the part
 * @param next where to go on; empty at the end
 * @param <T> what it lists
 */
public record Page<T>(List<T> data, Optional<String> next) {

    /** Keeps a copy. */
    public Page {
        data = List.copyOf(data);
    }

    /**
     * Which part of a list is asked for.
     *
     * @param limit how many at the most, 1–1000
     * @param after where to go on; empty for the start
     */
    public record Request(int limit, Optional<String> after) {}

    /** Cuts a page from rows that were read one beyond the limit, to see whether there are more. */
    public static <T> Page<T> of(List<T> oneBeyond, Request request, Function<T, String> cursor) {
        if (oneBeyond.size() <= request.limit()) {
            return new Page<>(oneBeyond, Optional.empty());
        }
        List<T> data = oneBeyond.subList(0, request.limit());
        return new Page<>(data, Optional.of(cursor.apply(data.get(data.size() - 1))));
    }

    /**
     * Cuts a page from a whole list, which goes on behind the row whose cursor was given.
     *
     * @throws IllegalArgumentException if no row has that cursor
     */
    public static <T> Page<T> ofAll(List<T> all, Request request, Function<T, String> cursor) {
        int start =
                request.after().map(after -> indexOf(after, all, cursor) + 1).orElse(0);
        return of(all.subList(start, Math.min(all.size(), start + request.limit() + 1)), request, cursor);
    }

    private static <T> int indexOf(String after, List<T> all, Function<T, String> cursor) {
        int index = all.stream().map(cursor).toList().indexOf(after);
        if (index < 0) {
            throw new IllegalArgumentException("not a cursor of this list");
        }
        return index;
    }

    /** The same part of another kind of rows. */
    public <R> Page<R> map(Function<? super T, ? extends R> to) {
        return new Page<>(data.stream().<R>map(to).toList(), next);
    }
}
