package dev.planstack.bootstrap.importlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Plays, over real HTTP, the part of Planstack's contract that an import needs: meters, the sandbox's clock, and usage
 * that is taken whole or not at all and counted once per id. It has one key, one meter, and the accounts put into it.
 */
final class FakePlanstack implements AutoCloseable {
    static final String KEY = "key-of-the-test";

    /** What happens to the next request that sends usage. */
    enum Trouble {
        OVERLOADED,
        TOO_MANY_REQUESTS,
        CONNECTION_CLOSED,
        ANSWER_LOST,
        BROKEN
    }

    final TreeSet<String> accounts = new TreeSet<>();
    final Deque<Trouble> troubles = new ArrayDeque<>();

    /** What was asked for, in order, such as {@code clock 2024-05-12T10:05:43Z} and {@code usage 74}. */
    final List<String> history = new ArrayList<>();

    String unit = "byte";

    @Nullable Instant clock;

    int recordsOfHoursThatWereOver;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, JsonNode> records = new LinkedHashMap<>();
    private final HttpServer server;

    FakePlanstack() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Map<String, Long> bytesByAccount() {
        Map<String, Long> bytes = new TreeMap<>();
        for (JsonNode usage : records.values()) {
            bytes.merge(
                    usage.path("account").textValue(), usage.path("quantity").asLong(), Long::sum);
        }
        return bytes;
    }

    int recordCount() {
        return records.size();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, problem("Who are you?"));
        } else if (call.equals("GET /v1/meters/traffic")) {
            answer(exchange, 200, JsonNodeFactory.instance.objectNode().put("unit", unit));
        } else if (call.endsWith(" /v1/clock") && clock != null) {
            clock(exchange, body);
        } else if (call.equals("POST /v1/usage?results=none")) {
            usage(exchange, (ArrayNode) JSON.readTree(body));
        } else {
            answer(exchange, 404, problem("There is no " + call));
        }
    }

    private void clock(HttpExchange exchange, String body) throws IOException {
        if (exchange.getRequestMethod().equals("PUT")) {
            Instant instant = Instant.parse(JSON.readTree(body).path("now").textValue());
            if (instant.isBefore(clock)) {
                answer(exchange, 409, problem("Backwards"));
                return;
            }
            clock = instant;
            history.add("clock " + instant);
        }
        answer(exchange, 200, JsonNodeFactory.instance.objectNode().put("now", String.valueOf(clock)));
    }

    private void usage(HttpExchange exchange, ArrayNode batch) throws IOException {
        @Nullable Trouble trouble = troubles.poll();
        history.add("usage " + batch.size() + (trouble == null ? "" : " " + trouble));
        if (trouble == Trouble.OVERLOADED || trouble == Trouble.TOO_MANY_REQUESTS) {
            exchange.getResponseHeaders().set("Retry-After", "3");
            answer(exchange, trouble == Trouble.OVERLOADED ? 503 : 429, problem("Later, please"));
        } else if (trouble == Trouble.BROKEN) {
            answer(exchange, 500, problem("Something is broken"));
        } else if (trouble == Trouble.CONNECTION_CLOSED) {
            exchange.close();
        } else {
            ObjectNode answer = take(batch);
            if (trouble == Trouble.ANSWER_LOST) {
                exchange.close();
            } else {
                answer(exchange, answer.path("status").asInt(200), answer);
            }
        }
    }

    private ObjectNode take(ArrayNode batch) {
        ObjectNode refusal = problem("The batch is refused");
        Map<String, JsonNode> taken = new LinkedHashMap<>();
        for (int index = 0; index < batch.size(); index++) {
            JsonNode usage = batch.get(index);
            String account = usage.path("account").textValue();
            if (!accounts.contains(account)) {
                fault(refusal, "/" + index + "/account", "There is no account " + account);
            }
            if (!usage.path("quantity").asText().matches("[1-9][0-9]{0,14}")) {
                fault(refusal, "/" + index + "/quantity", "A quantity is above 0");
            }
            if (clock != null
                    && isOutOfRange(Instant.parse(usage.path("occurredAt").textValue()))) {
                fault(refusal, "/" + index + "/occurredAt", "Too old, or of the future");
            }
            String key = account + " " + usage.path("id").textValue();
            if (records.containsKey(key) && !usage.equals(records.get(key))) {
                fault(refusal, "/" + index, "The id has other content");
            }
            taken.put(key, usage);
        }
        if (refusal.has("errors")) {
            return refusal;
        }
        int before = records.size();
        records.putAll(taken);
        int accepted = records.size() - before;
        return JsonNodeFactory.instance
                .objectNode()
                .put("accepted", accepted)
                .put("duplicates", batch.size() - accepted);
    }

    private boolean isOutOfRange(Instant occurredAt) {
        if (!clock.truncatedTo(ChronoUnit.HOURS).equals(occurredAt.truncatedTo(ChronoUnit.HOURS))) {
            recordsOfHoursThatWereOver++;
        }
        return occurredAt.isAfter(clock.plus(Duration.ofMinutes(5)))
                || occurredAt.isBefore(clock.minus(Duration.ofDays(35)));
    }

    private static ObjectNode problem(String detail) {
        return JsonNodeFactory.instance.objectNode().put("status", 422).put("detail", detail);
    }

    private static void fault(ObjectNode problem, String pointer, String detail) {
        problem.withArray("errors").addObject().put("pointer", pointer).put("detail", detail);
    }

    private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
