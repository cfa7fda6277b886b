package dev.planstack.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.planstack.bootstrap.api.ApiClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of orders through the real jar, interrupted and repeated: no order is lost, none taken over twice. */
class ImportLicensesIT {
    private static final int ORDERS = 1_500;

    /** Of these no two can be told apart. */
    private static final int ANONYMOUS = ORDERS / 3;

    private static final String BAD = "acme,bad,player,2025-02-01T00:00:00Z,2026-02-01T00:00:00Z";

    @TempDir
    Path folder;

    private Path file() throws IOException {
        List<String> lines = new ArrayList<>(List.of("account,instanceId,sdks,startsAt,expiresAt"));
        for (int i = 0; i < ORDERS; i++) {
            String id = i % 3 == 0 ? "" : "order-" + i;
            lines.add("acme," + id + ",player:basic,2025-02-01T00:00:00Z,2026-02-01T00:00:00Z");
        }
        lines.add(BAD);
        return Files.write(folder.resolve("orders.csv"), lines);
    }

    private PlanstackProcess importing(Path file, String url, String... more) {
        List<String> arguments = new ArrayList<>(List.of("import-licenses", file.toString(), "--to", url));
        arguments.addAll(List.of(more));
        return PlanstackProcess.start(
                folder, Map.of("PLANSTACK_API_KEY", PlanstackProcess.KEY), arguments.toArray(String[]::new));
    }

    @Test
    void interrupted_and_repeated_it_takes_each_order_over_once() throws Exception {
        Path file = file();
        try (PlanstackProcess service = PlanstackProcess.sandbox(folder, "--clock", "2026-01-01T00:00:00Z")) {
            ApiClient client = service.client();
            client.account("acme", "0");
            try (PlanstackProcess dry = importing(file, service.url(), "--dry-run")) {
                assertThat(dry.exitStatus()).as(dry.output()).isEqualTo(1);
                assertThat(dry.output())
                        .contains("line " + (ORDERS + 2) + ": sdks/0/edition: must be given")
                        .contains(ORDERS + " would be taken over");
            }
            assertThat(client.get("/v1/license-orders?limit=1").data()).isEmpty();

            try (PlanstackProcess first = importing(file, service.url())) {
                while (client.get("/v1/license-orders?limit=100").data().size() < 100) {
                    assertThat(first.endsWithin(0)).as(first.output()).isFalse();
                }
                first.kill();
            }
            assertThat(client.all("/v1/license-orders", 1_000))
                    .as("interrupted midway")
                    .hasSizeLessThan(ORDERS);

            Files.writeString(file, Files.readString(file).replace(BAD + "\n", ""));
            try (PlanstackProcess second = importing(file, service.url())) {
                assertThat(second.exitStatus()).as(second.output()).isZero();
                assertThat(second.output()).contains(ORDERS + " orders read").contains(" 0 refused");
            }
            everythingIsThereOnce(client);

            try (PlanstackProcess third = importing(file, service.url())) {
                assertThat(third.exitStatus()).as(third.output()).isZero();
                assertThat(third.output()).contains(ORDERS + " already there");
            }
            everythingIsThereOnce(client);
        }
    }

    private static void everythingIsThereOnce(ApiClient client) {
        List<JsonNode> orders = client.all("/v1/license-orders", 1_000);
        assertThat(orders).hasSize(ORDERS);
        assertThat(orders.stream().filter(order -> order.at("/instanceId").isNull()))
                .hasSize(ANONYMOUS);
        assertThat(orders.stream()
                        .map(order -> order.at("/instanceId").asText())
                        .distinct())
                .hasSize(ORDERS - ANONYMOUS + 1);
    }
}
