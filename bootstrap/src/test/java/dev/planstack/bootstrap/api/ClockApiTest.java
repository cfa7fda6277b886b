package dev.planstack.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox's clock, which says when the next thing happens by itself (T5). */
class ClockApiTest {

    @TempDir
    Path folder;

    @Test
    void one_goes_from_one_due_instant_to_the_next() {
        try (RunningService service = RunningService.sandbox(folder.resolve("clock.db"), "2026-01-10T12:00:00Z")) {
            ApiClient client = service.client();
            client.account("early", "10.00");
            client.account("late", "10.00");
            assertThat(client.get("/v1/clock").at("/nextDueAt")).isNull();
            client.meter("m", "GB", 0, "1");
            client.offering("hours", "m", "10", "PT3H", "1.00");
            client.offering("days", "m", "10", "P1D", "1.00");
            String plan = client.buy("early", "hours");
            client.buy("late", "days");

            assertThat(client.get("/v1/clock").at("/nextDueAt")).isEqualTo("2026-01-10T15:00:00Z");
            Answer key = client.post("/v1/api-keys", "{'name': 'late', 'scopes': ['read'], 'account': 'late'}");
            ApiClient late = new ApiClient(service.url(), key.expect(201).at("/secret"));
            assertThat(late.get("/v1/clock").at("/nextDueAt")).isEqualTo("2026-01-11T12:00:00Z");

            assertThat(client.clock("2026-01-10T15:00:00Z").at("/nextDueAt")).isEqualTo("2026-01-11T12:00:00Z");
            assertThat(client.get("/v1/accounts/early/plans/" + plan).at("/status"))
                    .isEqualTo("expired");
            assertThat(client.clock("2026-01-11T12:00:00Z").at("/nextDueAt")).isNull();
        }
    }
}
