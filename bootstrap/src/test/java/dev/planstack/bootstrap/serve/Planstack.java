package dev.planstack.bootstrap.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.planstack.bootstrap.api.ApiClient;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.persistence.StorageLocation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A real service in a sandbox, spoken to over HTTP. */
final class Planstack implements AutoCloseable {

    private static final String KEY = "a key of the test";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE = 1_000;
    private static final long PAUSE_NANOS = 20_000_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Service service;

    /** An answer. */
    record Answer(int status, JsonNode body) {}

    private Planstack(Service service) {
        this.service = service;
    }

    static Planstack start(Path folder, WebhookConfig webhooks) throws PortTakenException {
        return new Planstack(Service.start(new ServiceConfig(
                "127.0.0.1",
                0,
                new StorageLocation.InFile(folder.resolve("planstack.db")),
                BillingCalendar.DEFAULT,
                true,
                Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                Optional.of(KEY),
                LicenseConfig.STANDARD,
                webhooks,
                ServiceConfig.MANY_ACCOUNTS_PER_COMMIT)));
    }

    Answer call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(service.url() + path)).header("Authorization", "Bearer " + KEY);
        request = body.isEmpty()
                ? request.method(method, HttpRequest.BodyPublishers.noBody())
                : request.header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    /** Holds each answer against the API document. */
    ApiClient client() {
        return new ApiClient(service.url(), KEY);
    }

    /** Makes one event: an account of that name, without any money. */
    void createAccount(String id) throws IOException, InterruptedException {
        Answer answer = call("PUT", "/v1/accounts/" + id, "{'name': 'A', 'currency': 'USD'}");
        if (answer.status() != 201) {
            throw new AssertionError(answer);
        }
    }

    JsonNode putWebhook(String id, String url) throws IOException, InterruptedException {
        Answer answer = call("PUT", "/v1/webhooks/" + id, "{'url': '" + url + "', 'types': ['*']}");
        if (answer.status() / 100 != 2) {
            throw new AssertionError(answer);
        }
        return answer.body();
    }

    void hook(String id, String url) throws IOException, InterruptedException {
        JsonNode unused = putWebhook(id, url);
    }

    void done(String method, String path, String body) throws IOException, InterruptedException {
        Answer answer = call(method, path, body);
        if (answer.status() / 100 != 2) {
            throw new AssertionError(answer);
        }
    }

    JsonNode webhook(String id) throws IOException, InterruptedException {
        return call("GET", "/v1/webhooks/" + id, "").body();
    }

    /** Looks until a webhook is as expected. */
    JsonNode webhook(String id, Predicate<JsonNode> expected) throws IOException, InterruptedException {
        JsonNode last = webhook(id);
        for (int i = 0; i < PATIENCE && !expected.test(last); i++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            last = webhook(id);
        }
        if (!expected.test(last)) {
            throw new AssertionError(last);
        }
        return last;
    }

    static JsonNode read(String text) throws IOException {
        return JSON.readTree(text);
    }

    @Override
    public void close() {
        service.stop();
    }
}
