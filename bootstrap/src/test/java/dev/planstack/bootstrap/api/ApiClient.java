package dev.planstack.bootstrap.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A client of the API. Every exchange is held against the OpenAPI document. Bodies may be written with single quotes. */
public final class ApiClient {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final HttpClient http;
    private final String url;
    private final String key;
    private final Duration timeout;

    public ApiClient(String url, String key) {
        this(url, key, TIMEOUT);
    }

    /** One that waits so long for an answer. */
    public ApiClient(String url, String key, Duration timeout) {
        this.url = url;
        this.key = key;
        this.timeout = timeout;
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    @CanIgnoreReturnValue
    public Answer get(String path) {
        return send("GET", path, "", Map.of());
    }

    @CanIgnoreReturnValue
    public Answer delete(String path) {
        return send("DELETE", path, "", Map.of());
    }

    @CanIgnoreReturnValue
    public Answer put(String path, String body) {
        return sendJson("PUT", path, quoted(body), Map.of());
    }

    @CanIgnoreReturnValue
    public Answer post(String path, String body) {
        return sendJson("POST", path, quoted(body), Map.of());
    }

    /** Posts with an {@code Idempotency-Key}. */
    @CanIgnoreReturnValue
    public Answer post(String path, String body, String idempotencyKey) {
        return sendJson("POST", path, quoted(body), Map.of("Idempotency-Key", idempotencyKey));
    }

    /** Sends a body as it is, as JSON. */
    @CanIgnoreReturnValue
    public Answer sendJson(String method, String path, String body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.putIfAbsent("Content-Type", "application/json");
        return send(method, path, body, all);
    }

    /** Sends a request with just these headers and the key. */
    @CanIgnoreReturnValue
    public Answer send(String method, String path, String body, Map<String, String> headers) {
        try {
            return sendOrFail(method, path, body, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a request that may find no one to answer. */
    public Answer sendOrFail(String method, String path, String body, Map<String, String> headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(timeout)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::setHeader);
        if (!key.isEmpty()) {
            request.setHeader("Authorization", "Bearer " + key);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            Answer answer = new Answer(response.statusCode(), response.headers(), response.body());
            ApiContract.instance().check(method, path, answer);
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All items of a list, page by page. */
    public List<JsonNode> all(String path, int limit) {
        List<JsonNode> items = new ArrayList<>();
        String start = path + (path.contains("?") ? "&" : "?") + "limit=" + limit;
        Answer page = get(start).expect(200);
        items.addAll(page.data());
        for (String next = page.at("/next"); next != null; next = page.at("/next")) {
            page = get(start + "&after=" + encoded(next)).expect(200);
            items.addAll(page.data());
        }
        return items;
    }

    /** A text as it stands in a URL. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String quoted(String body) {
        return body.replace('\'', '"');
    }

    /** Sets a sandbox's clock. */
    @CanIgnoreReturnValue
    public Answer clock(String now) {
        return put("/v1/clock", "{'now': '" + now + "'}").expect(200);
    }

    /** Creates or replaces a meter with one price in USD. */
    @CanIgnoreReturnValue
    public Answer meter(String meter, String unit, int scale, String unitPrice) {
        return put(
                        "/v1/meters/" + meter,
                        "{'name': 'Meter', 'unit': '" + unit + "', 'scale': " + scale
                                + ", 'prices': {'USD': [{'unitPrice': '" + unitPrice + "'}]}}")
                .expect(200, 201);
    }

    /** Offers a total plan of one meter. */
    @CanIgnoreReturnValue
    public Answer offering(String offering, String meter, String quota, String validity, String price) {
        return offering(offering, meter, quota, validity, price, "'period': null");
    }

    /** Offers a plan of one meter with more fields than the usual ones. */
    @CanIgnoreReturnValue
    public Answer offering(
            String offering, String meter, String quota, String validity, String price, String moreFields) {
        return put(
                        "/v1/plan-offerings/" + offering,
                        "{'name': 'Offering', 'unit': 'GB', 'quota': '" + quota + "', 'validity': '" + validity
                                + "', 'meters': {'" + meter + "': '1'}, 'prices': {'USD': '" + price + "'}, "
                                + moreFields + "}")
                .expect(200, 201);
    }

    /** Creates an account in USD. */
    public void account(String account, String balance) {
        put("/v1/accounts/" + account, "{'name': 'Account', 'currency': 'USD'}").expect(201);
        if (!balance.equals("0")) {
            post("/v1/accounts/" + account + "/top-ups", "{'amount': '" + balance + "'}")
                    .expect(201);
        }
    }

    /** Buys a plan and answers its id. */
    @CanIgnoreReturnValue
    public String buy(String account, String offering) {
        return post("/v1/accounts/" + account + "/plans", "{'offering': '" + offering + "'}")
                .expect(201)
                .at("/id");
    }

    /** Sends one usage record, whatever the answer. */
    @CanIgnoreReturnValue
    public Answer use(String account, String id, String meter, String quantity, String occurredAt) {
        return post("/v1/usage", record(account, id, meter, quantity, occurredAt));
    }

    /** A usage record as it is sent. */
    public static String record(String account, String id, String meter, String quantity, String occurredAt) {
        return "{\"id\": \"" + id + "\", \"account\": \"" + account + "\", \"meter\": \"" + meter
                + "\", \"quantity\": \"" + quantity + "\", \"occurredAt\": \"" + occurredAt + "\"}";
    }
}
