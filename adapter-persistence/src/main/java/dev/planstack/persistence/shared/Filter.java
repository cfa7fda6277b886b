package dev.planstack.persistence.shared;

import dev.planstack.application.account.AccountQueries;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** A query whose conditions come one by one; values are only ever bound. */
public final class Filter {

    private final StringBuilder sql;
    private final List<Object> values = new ArrayList<>();

    /** A query with a first condition, whose values are {@code bound}. */
    public Filter(String select, String condition, Object... bound) {
        this.sql = new StringBuilder(select).append(" WHERE ").append(condition);
        values.addAll(List.of(bound));
    }

    /** With one more condition. */
    public void and(String condition, Object... bound) {
        sql.append(" AND ").append(condition);
        values.addAll(List.of(bound));
    }

    /** With the bounds of a span. */
    public void span(String column, AccountQueries.Span span) {
        span.from().ifPresent(from -> and(column + " >= ?", Columns.nanos(from)));
        span.to().ifPresent(to -> and(column + " < ?", Columns.nanos(to)));
    }

    /** The query for the first rows in an order. */
    public Query query(Handle handle, String order, int limit) {
        return query(handle, order, limit, "");
    }

    /** As {@link #query(Handle, String, int)}, with what comes behind it: the rest of a query that this is part of. */
    public Query query(Handle handle, String order, int limit, String rest) {
        Query query = handle.createQuery(sql + " ORDER BY " + order + " LIMIT ?" + rest);
        int position = 0;
        for (Object value : values) {
            query.bind(position++, value);
        }
        return query.bind(position, limit);
    }
}
