package dev.planstack.web.shared;

import dev.planstack.application.shared.Page;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param data the rows
 * @param next where to go on
 */
record ListJson(List<Object> data, @Nullable String next) {

    static <T> ListJson of(Page<T> page, Function<T, Object> json) {
        return new ListJson(page.data().stream().map(json).toList(), page.next().orElse(null));
    }
}
