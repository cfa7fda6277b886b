package dev.planstack.persistence.shared;

import dev.planstack.application.shared.Page;
import java.util.function.Function;
import org.jdbi.v3.core.mapper.RowMapper;

/** Pages of catalogs, whose cursor is the key. */
public final class Pages {

    private Pages() {}

    /**
     * A page by key.
     *
     * @param sql selects the rows whose key comes after {@code :after}, by key, at most {@code :limit} of them
     * @param key the key as it is written
     */
    public static <T> Page<T> byKey(
            Sessions sessions, String sql, Page.Request page, RowMapper<T> mapper, Function<T, String> key) {
        return sessions.read(handle -> Page.of(
                handle.createQuery(sql)
                        .bind("after", page.after().orElse(""))
                        .bind("limit", page.limit() + 1)
                        .map(mapper)
                        .list(),
                page,
                key));
    }
}
