package dev.planstack.bootstrap.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.persistence.StorageLocation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was done is what {@code /metrics} tells. */
class MetricsTest {

    private static final String RECORD =
            "{\"id\": \"%s\", \"account\": \"%s\", \"meter\": \"traffic\", \"quantity\": \"3\","
                    + " \"occurredAt\": \"2026-01-01T00:00:00Z\"}";

    private final HttpClient http = HttpClient.newHttpClient();

    private String send(Service service, String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(service.url() + path))
                                .header("Authorization", "Bearer key")
                                .header("Content-Type", "application/json")
                                .method(method, BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    @Test
    void whatWasDoneIsTold(@TempDir Path folder) throws Exception {
        Service service = Service.start(new ServiceConfig(
                "127.0.0.1",
                0,
                new StorageLocation.InFile(folder.resolve("test.db")),
                BillingCalendar.DEFAULT,
                true,
                Optional.of(Instant.parse("2026-01-01T00:30:00Z")),
                Optional.of("key"),
                LicenseConfig.STANDARD,
                WebhookConfig.standard(false),
                ServiceConfig.MANY_ACCOUNTS_PER_COMMIT));
        try {
            String meter = send(
                    service,
                    "PUT",
                    "/v1/meters/traffic",
                    "{\"name\": \"Traffic\", \"unit\": \"GB\", \"scale\": 3,"
                            + " \"prices\": {\"USD\": [{\"unitPrice\": \"1\"}]}}");
            assertThat(meter).contains("traffic");
            assertThat(send(service, "PUT", "/v1/accounts/a", "{\"name\": \"A\", \"currency\": \"USD\"}"))
                    .contains("active");
            String first = RECORD.formatted("r1", "a");
            assertThat(send(service, "POST", "/v1/usage", first)).contains("\"accepted\":1");
            assertThat(send(
                            service,
                            "POST",
                            "/v1/usage?results=none",
                            "[" + first + "," + RECORD.formatted("r2", "a") + "]"))
                    .contains("\"duplicates\":1");
            assertThat(send(service, "POST", "/v1/usage", RECORD.formatted("r3", "nobody")))
                    .contains("/account");
            assertThat(send(service, "PUT", "/v1/clock", "{\"now\": \"2026-01-01T03:00:00Z\"}"))
                    .contains("03:00");

            // the first commit was that of the key for license documents, at the start
            assertThat(send(service, "GET", "/metrics", "").lines().map(line -> line.replaceAll("\\.0$", "")))
                    .contains(
                            "planstack_usage_records_total{outcome=\"accepted\"} 2",
                            "planstack_usage_records_total{outcome=\"duplicate\"} 1",
                            "planstack_usage_records_total{outcome=\"refused\"} 1",
                            "planstack_slices_total{by=\"pay_as_you_go\"} 2",
                            "planstack_slices_total{by=\"plan\"} 0",
                            "planstack_commit_requests_count 5",
                            "planstack_commit_requests_sum 5",
                            "planstack_commit_seconds_count 5",
                            "planstack_due_work_total{kind=\"hour_billing\"} 1",
                            "planstack_due_work_lag_seconds 0",
                            "planstack_accounts{state=\"overdue\"} 1",
                            "planstack_accounts{state=\"active\"} 0",
                            "planstack_writer_queue_requests 0",
                            "planstack_webhook_pending 0",
                            "planstack_http_request_seconds_count{method=\"POST\",route=\"/v1/usage\",status=\"200\"} 2",
                            "planstack_http_request_seconds_count{method=\"PUT\",route=\"/v1/accounts/{account}\",status=\"201\"} 1")
                    .anyMatch(line -> line.startsWith("planstack_due_work_delay_seconds_count"))
                    .anyMatch(line -> line.matches("planstack_wal_bytes [1-9].*"))
                    .anyMatch(line -> line.startsWith("jvm_memory_used_bytes"));

            // the receiver is a port of this machine, which is not allowed here: its messages wait
            assertThat(send(service, "PUT", "/v1/webhooks/w", "{\"url\": \"https://localhost:1/\"}"))
                    .contains("whsec_");
            assertThat(send(service, "POST", "/v1/webhooks/w/replays", "{\"from\": \"2026-01-01T00:00:00Z\"}"))
                    .contains("cursor");
            assertThat(send(service, "GET", "/metrics", "").lines().map(line -> line.replaceAll("\\.0$", "")))
                    .contains("planstack_webhook_pending 3", "planstack_webhook_oldest_seconds 9000");
        } finally {
            service.stop();
        }
    }
}
