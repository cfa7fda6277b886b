package dev.planstack.persistence.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.DueKind;
import dev.planstack.persistence.shared.Database;
import dev.planstack.persistence.shared.Dialect;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountTableTest {

    @TempDir
    Path folder;

    private List<String> planOf(String query, Object... parameters) {
        try (Database database = Database.open(
                folder.resolve("p.db"), new Database.Setup(BillingCalendar.DEFAULT, false, Instant.EPOCH), List.of())) {
            return database.sessions()
                    .see(state -> database.sessions().read(handle -> {
                        Query plan = handle.createQuery("EXPLAIN QUERY PLAN " + query);
                        for (int i = 0; i < parameters.length; i++) {
                            plan.bind(i, parameters[i]);
                        }
                        return plan.map((row, c) -> row.getString("detail")).list();
                    }));
        }
    }

    @Test
    void what_is_due_first_is_found_by_index_alone() {
        assertThat(planOf(AccountTable.DUE.in(Dialect.SQLITE), 1L, 10))
                .anyMatch(step -> step.contains("INDEX account_due (due_at<?)"))
                .noneMatch(step -> step.startsWith("SCAN account"))
                .noneMatch(step -> step.contains("TEMP B-TREE"));
    }

    @Test
    void access_is_found_by_keys_alone() {
        List<String> plan = planOf(SqlAccountQueries.ACCESS, "a", "m");
        assertThat(plan)
                .filteredOn(step -> step.startsWith("SEARCH"))
                .hasSize(3)
                .allMatch(step -> step.contains("USING PRIMARY KEY"));
        assertThat(plan)
                .filteredOn(step -> step.startsWith("SCAN"))
                .allMatch(step -> step.matches("SCAN (asked|CONSTANT ROW)"));
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
