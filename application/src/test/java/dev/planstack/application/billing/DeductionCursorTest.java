package dev.planstack.application.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.application.billing.DeductionRow.Cursor;
import dev.planstack.domain.billing.Position;
import dev.planstack.domain.billing.RecordId;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A place in the list of deductions, as clients are given it. */
class DeductionCursorTest {

    @ParameterizedTest
    @ValueSource(strings = {"r1", "a b c", "with/slash", "größe", "\uD83D\uDE00 0 1"})
    void comes_back_as_it_was_given(String id) {
        Instant hour = Instant.parse("2026-01-10T10:00:00Z");
        Cursor cursor = new Cursor(new Position(hour, hour.plusNanos(1), new RecordId(id)), 3);
        assertThat(Cursor.parse(cursor.text())).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!!", "MjAyNg", "YSBiIGMgZA"})
    void anything_else_is_no_cursor(String text) {
        assertThat(Cursor.parse(text)).isEmpty();
    }
}
