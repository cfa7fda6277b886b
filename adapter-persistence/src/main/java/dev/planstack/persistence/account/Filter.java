package dev.planstack.persistence.account;

import dev.planstack.application.account.AccountQueries;
import dev.planstack.persistence.shared.Columns;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** A query whose conditions come one by one; values are only ever bound. */
final class Filter {

    private final StringBuilder sql;
    private final List<Object> values = new ArrayList<>();

    Filter(String select, String condition, Object... bound) {
        this.sql = new StringBuilder(select).append(" WHERE ").append(condition);
        values.addAll(List.of(bound));
    }

    void and(String condition, Object... bound) {
        sql.append(" AND ").append(condition);
        values.addAll(List.of(bound));
    }

    void span(String column, AccountQueries.Span span) {
        span.from().ifPresent(from -> and(column + " >= ?", Columns.nanos(from)));
        span.to().ifPresent(to -> and(column + " < ?", Columns.nanos(to)));
    }

    Query query(Handle handle, String order, int limit) {
        Query query = handle.createQuery(sql + " ORDER BY " + order + " LIMIT ?");
        int position = 0;
        for (Object value : values) {
            query.bind(position++, value);
        }
        return query.bind(position, limit);
    }
}
