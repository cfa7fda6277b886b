package dev.planstack.persistence.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.DueKind;
import dev.planstack.persistence.shared.Database;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountTableTest {

    @TempDir
    Path folder;

    @Test
    void what_is_due_first_is_found_by_index_alone() {
        try (Database database =
                Database.open(folder.resolve("p.db"), BillingCalendar.DEFAULT, false, Instant.EPOCH, List.of())) {
            List<String> plan = database.sessions()
                    .see(state -> database.sessions()
                            .read(handle -> handle.createQuery("EXPLAIN QUERY PLAN " + AccountTable.EARLIEST_DUE)
                                    .bind("until", 1L)
                                    .bind("limit", 10)
                                    .map((row, c) -> row.getString("detail"))
                                    .list()));
            assertThat(plan)
                    .anyMatch(step -> step.contains("INDEX account_due (due_at=? AND due_kind=?)"))
                    .anyMatch(step -> step.contains("INDEX account_due (due_at<?)"))
                    .noneMatch(step -> step.startsWith("SCAN account"))
                    .noneMatch(step -> step.contains("TEMP B-TREE"));
        }
    }

    @Test
    void kinds_of_due_work_sort_in_the_order_in_which_they_are_done() {
        assertThat(Stream.of(DueKind.values()).map(AccountColumns::number).toList())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(Stream.of(DueKind.values()).map(AccountColumns::number).map(AccountColumns::dueKind))
                .containsExactly(DueKind.values());
    }
}
