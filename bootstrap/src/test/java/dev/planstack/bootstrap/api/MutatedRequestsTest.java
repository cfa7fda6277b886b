package dev.planstack.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of requests that were made from good ones by changing this and that: none is a fault of the service, none that is refused
 * changes anything, and no answer tells of the inside. {@code -Dplanstack.fuzz.seed=} repeats a run, {@code -Dplanstack.fuzz.requests=} has
 * another number of them.
 */
class MutatedRequestsTest {

    private static final int REQUESTS = Integer.getInteger("planstack.fuzz.requests", 10_000);
    private static final long SEED = Long.getLong("planstack.fuzz.seed", 20_260_131);
    private static final String CLOCK = "/v1/clock";

    private static final Pattern ANSWER = Pattern.compile("HTTP/1\\.1 ([0-9]{3}) (.*?)\r\n\r\n(.*)", Pattern.DOTALL);

    private static final Pattern INSIDE = Pattern.compile(
            "(?i)exception|\\bat [a-z]+\\.|\\bjava\\b|javax?\\.|dev\\.planstack|jetty|javalin|jackson|sqlite|jdbi|\\bselect .* from\\b"
                    + "|insert into|\\.java\\b|\\.class\\b|/work/|/home/|/tmp/|NullPointer|stack ?trace");

    @TempDir
    static Path folder;

    /** After so many faults the rest is not worth waiting for. */
    private static final int ENOUGH = 20;

    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final List<String> told = new ArrayList<>();

    @Test
    void none_is_a_fault_and_none_that_is_refused_changes_anything() throws IOException {
        try (RunningService service = RunningService.sandbox(folder.resolve("fuzz.db"), BadInputs.NOW)) {
            ApiClient client = service.client();
            client.put("/v1/meters/m", BadInputs.METER).expect(201);
            client.put("/v1/plan-offerings/o", BadInputs.OFFERING).expect(201);
            client.account("a", "1000.00");
            client.buy("a", "o");
            client.use("a", "r", "m", "1", BadInputs.NOW).expect(200);

            Mutations mutations = new Mutations(SEED);
            List<Mutations.Request> all = good();
            // the clock comes last: once it is far ahead, little else is possible
            List<Mutations.Request> most =
                    all.stream().filter(r -> !r.target().equals(CLOCK)).toList();
            List<Mutations.Request> clock =
                    all.stream().filter(r -> r.target().equals(CLOCK)).toList();
            long commit = client.get("/v1/meters").commit();
            for (int i = 0; i < REQUESTS; i++) {
                Mutations.Request request = mutations.of(mutations.one(i < REQUESTS * 0.97 ? most : clock));
                String what = "seed " + SEED + ", request " + i + ": " + request;
                String answer = send(service.url(), request);
                long after = client.get("/v1/meters?limit=1").commit();
                faults(request, answer, after != commit)
                        .forEach(fault -> told.add(fault + " in " + what + "\n" + answer));
                assertThat(told.size()).as(() -> String.join("\n\n", told)).isLessThan(ENOUGH);
                commit = after;
            }
        }
        assertThat(told).isEmpty();
        System.out.println("mutated requests of seed " + SEED + ", by status: " + statuses);
        assertThat(statuses.keySet()).contains(200, 201, 204, 400, 401, 404, 405, 406, 409, 414, 415, 422, 431);
    }

    /** Each operation of the API's document with each of its examples, on ids that are there. */
    private static List<Mutations.Request> good() {
        List<Mutations.Request> good = new ArrayList<>();
        for (String operation : ApiContract.instance().operations()) {
            String[] methodAndPath = operation.split(" ", 2);
            String target = methodAndPath[1]
                    .replace("{account}", "a")
                    .replace("{meter}", "m")
                    .replace("{offering}", "o")
                    .replace("{webhook}", "w")
                    .replace("{id}", methodAndPath[1].contains("/plans/") ? "plan-000000001" : "r")
                    .replaceAll("\\{[a-z]+}", "x");
            List<String> bodies = ApiContract.instance().bodies(operation);
            (bodies.isEmpty() ? List.of("") : bodies)
                    .forEach(body -> good.add(Mutations.Request.of(methodAndPath[0], target, here(body))));
        }
        good.add(Mutations.Request.of("POST", "/v1/usage", quoted("[" + BadInputs.RECORD + "]")));
        good.add(Mutations.Request.of("POST", "/v1/accounts/a/top-ups", quoted(BadInputs.TOP_UP)));
        good.add(Mutations.Request.of("POST", "/v1/accounts/a/plans", quoted(BadInputs.PURCHASE)));
        good.add(Mutations.Request.of("PUT", CLOCK, quoted(BadInputs.CLOCK)));
        assertThat(good).hasSizeGreaterThan(50);
        return good;
    }

    /** An example as it fits to what is there; nobody answers where webhooks are sent. */
    private static String here(String body) {
        return body.replace("example.com", "nowhere.invalid")
                .replace("\"acme\"", "\"a\"")
                .replace("\"traffic.cn\"", "\"m\"")
                .replace("2026-01-31T10:30:00Z", BadInputs.NOW);
    }

    private static String quoted(String body) {
        return body.replace('\'', '"');
    }

    private static String send(String url, Mutations.Request request) throws IOException {
        URI uri = URI.create(url);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringBuilder head = new StringBuilder(request.method() + " " + request.target() + " HTTP/1.1\r\n");
        Map<String, String> headers = new TreeMap<>(request.headers());
        headers.putIfAbsent("host", "Host: " + uri.getAuthority());
        headers.putIfAbsent("authorization", "Authorization: Bearer key-for-tests");
        headers.put("connection", "Connection: close");
        headers.putIfAbsent(
                "content-length", "Content-Length: " + request.body().length());
        headers.values().forEach(line -> head.append(line).append("\r\n"));
        bytes.writeBytes((head + "\r\n").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(request.bytes());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(60_000);
            try {
                socket.getOutputStream().write(bytes.toByteArray());
                // a body that is announced longer than it is breaks off here, instead of keeping the server waiting
                socket.shutdownOutput();
            } catch (IOException e) {
                // refused before all of it was read; the answer is there
            }
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(answer);
            } catch (IOException e) {
                // the connection was reset behind the answer
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    private List<String> faults(Mutations.Request request, String answer, boolean changed) {
        String last = answer.startsWith("HTTP/1.1 100 ") ? answer.substring(answer.indexOf("\r\n\r\n") + 4) : answer;
        Matcher parts = ANSWER.matcher(last);
        if (!parts.matches()) {
            return List.of("no answer");
        }
        int status = Integer.parseInt(parts.group(1));
        statuses.merge(status, 1, Integer::sum);
        List<String> faults = new ArrayList<>();
        if (status / 100 == 4) {
            if (changed) {
                faults.add("a refusal that changed something");
            }
            if (!parts.group(2).contains("Content-Type: application/problem+json")) {
                faults.add("a refusal that is no problem document");
            }
            if (INSIDE.matcher(parts.group(3)).find()) {
                faults.add("words of the inside");
            }
            if (!request.method().equals("HEAD") && !isProblem(parts.group(3), status)) {
                faults.add("not a proper problem document");
            }
        } else if (status / 100 != 2) {
            faults.add("neither done nor refused");
        }
        return faults;
    }

    private static boolean isProblem(String body, int status) {
        try {
            JsonNode problem = new ObjectMapper().readTree(body);
            return problem.at("/status").asInt() == status
                    && problem.at("/type").asText().matches("about:blank|/problems/[a-z-]+")
                    && !problem.at("/title").asText().isBlank()
                    && !problem.at("/detail").asText().isBlank();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
