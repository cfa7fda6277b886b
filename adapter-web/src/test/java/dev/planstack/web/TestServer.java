package dev.planstack.web;

import dev.planstack.application.apikey.ApiKeys;
import dev.planstack.application.apikey.KeyText;
import dev.planstack.application.apikey.SignIns;
import dev.planstack.application.shared.Chance;
import dev.planstack.application.shared.Commits;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Random;

/** A real server without services behind it: for all that is answered before one is asked. */
final class TestServer implements AutoCloseable {

    static final String KEY = "a key of the test";

    /** Never asked for keys that are made through the API, of which this server has none. */
    private static final ApiKeys KEYS = new ApiKeys(null, null, null, null, new KeyText(KEY).hash(), false);

    /** Routes hold on to their services but ask none until a request is found to be good. */
    static final Services NONE = new Services(
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            KEYS,
            new SignIns(KEYS, new Numbers(), System::nanoTime),
            records -> true,
            new Commits(),
            null,
            null,
            null,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));

    private final HttpClient client = HttpClient.newHttpClient();
    private final WebServer server;

    /** Numbers as good as any. */
    private static final class Numbers implements Chance {

        private final Random random = new Random();

        @Override
        public byte[] bytes(int count) {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            return bytes;
        }

        @Override
        public long below(long bound) {
            return random.nextLong(bound);
        }
    }

    TestServer(boolean sandbox) {
        server = WebServer.start(settings(sandbox), NONE);
    }

    static WebServer.Settings settings(boolean sandbox) {
        return new WebServer.Settings(
                "127.0.0.1",
                0,
                sandbox,
                ZoneOffset.UTC,
                new WebServer.CheckRates(1, 1, System::nanoTime),
                Instant.EPOCH);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request = request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A request with the key, and with JSON where there is a body. */
    HttpResponse<String> call(String method, String path, String body, String... headers) {
        String[] own = body.isEmpty()
                ? new String[] {"Authorization", "Bearer " + KEY}
                : new String[] {"Authorization", "Bearer " + KEY, "Content-Type", "application/json"};
        String[] all = Arrays.copyOf(own, own.length + headers.length);
        System.arraycopy(headers, 0, all, own.length, headers.length);
        return send(method, path, body, all);
    }

    /** Sends bytes as they are, and answers with all that comes back until the server closes. */
    String raw(String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(request.lines().findFirst().orElse(""), e);
        }
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
