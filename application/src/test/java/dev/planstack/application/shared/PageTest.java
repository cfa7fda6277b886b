package dev.planstack.application.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of a list, put together again, are the list. */
class PageTest {

    private static final List<String> ALL = List.of("a", "b", "c", "d", "e");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void pages_follow_each_other_without_gap_or_repetition(int limit) {
        List<String> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<String> page = Page.ofAll(ALL, new Page.Request(limit, after), row -> row);
            assertThat(page.data()).hasSizeLessThanOrEqualTo(limit).isNotEmpty();
            seen.addAll(page.data());
            after = page.next();
        } while (after.isPresent());
        assertThat(seen).isEqualTo(ALL);
    }

    @Test
    void the_last_page_names_no_next_even_if_it_is_full() {
        assertThat(Page.ofAll(ALL, new Page.Request(5, Optional.empty()), row -> row)
                        .next())
                .isEmpty();
    }

    @Test
    void a_cursor_of_nowhere_is_refused_instead_of_starting_again() {
        assertThatThrownBy(() -> Page.ofAll(ALL, new Page.Request(2, Optional.of("x")), row -> row))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
