package dev.planstack.persistence.license;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.persistence.shared.Database;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a license check asks of storage, which whoever has a license key may have it do (rule L12). */
class LicenseCheckReadTest {

    @TempDir
    Path folder;

    @Test
    void a_license_key_leads_to_the_orders_by_indexes_alone() {
        List<String> steps;
        try (Database database = Database.open(
                folder.resolve("p.db"), new Database.Setup(BillingCalendar.DEFAULT, false, Instant.EPOCH), List.of())) {
            steps = database.sessions()
                    .see(state -> database.sessions()
                            .read(handle -> handle.createQuery("EXPLAIN QUERY PLAN " + SqlLicenseOrderQueries.BY_KEY)
                                    .bind(0, "lk_x")
                                    .map((row, c) -> row.getString("detail"))
                                    .list()));
        }
        assertThat(steps)
                .anyMatch(step -> step.contains("application_license_key (license_key=?)"))
                .anyMatch(step -> step.contains("license_order_application (account=? AND application=?)"))
                .anyMatch(step -> step.contains("SEARCH r USING PRIMARY KEY"))
                .noneMatch(step -> step.startsWith("SCAN"));
    }
}
