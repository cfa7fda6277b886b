package dev.planstack.bootstrap.importing;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Sends requests to one service until it answers. Faults that pass by (of the connection, of an overloaded service) are
 * tried again for about a minute, which is safe because every request of an import may be repeated.
 */
public final class RetryingHttp {
    private static final Set<Integer> STATUSES_THAT_PASS_BY = Set.of(429, 502, 503, 504);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI base;
    private final ApiKey key;
    private final Timing timing;
    private final Consumer<String> notices;

    /** Takes the place where the service is, and who is told, once per request, that it has to be repeated. */
    public RetryingHttp(URI base, ApiKey key, Timing timing, Consumer<String> notices) {
        this.base = base;
        this.key = key;
        this.timing = timing;
        this.notices = notices;
    }

    /** Where the service is. */
    public URI base() {
        return base;
    }

    /** Asks. */
    public Answer get(String path, Duration timeout) {
        return send(request(path, timeout).GET().build());
    }

    /** Puts. */
    public Answer put(String path, String json, Duration timeout) {
        return send(request(path, timeout).PUT(BodyPublishers.ofString(json)).build());
    }

    /** Posts what may be repeated as it is. */
    public Answer post(String path, String json, Duration timeout) {
        return send(request(path, timeout).POST(BodyPublishers.ofString(json)).build());
    }

    /** Posts what may be repeated with the same idempotency key. */
    public Answer post(String path, String json, Duration timeout, String idempotencyKey) {
        return send(request(path, timeout)
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    private HttpRequest.Builder request(String path, Duration timeout) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(timeout)
                .header("Authorization", "Bearer " + key.secret())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, application/problem+json");
    }

    private Answer send(HttpRequest request) {
        long start = timing.nanoTime();
        Duration pause = FIRST_PAUSE;
        boolean noticed = false;
        while (true) {
            try {
                return answerTo(request);
            } catch (PassingFaultException fault) {
                Duration wait = pause.compareTo(fault.retryAfter()) > 0 ? pause : fault.retryAfter();
                Duration elapsed = Duration.ofNanos(timing.nanoTime() - start);
                if (elapsed.plus(wait).compareTo(PATIENCE) > 0) {
                    throw ImportStoppedException.forNow(base + " cannot be used: " + fault.getMessage() + ".");
                }
                if (!noticed) {
                    notices.accept("Waiting up to a minute for " + base + ": " + fault.getMessage() + ".");
                    noticed = true;
                }
                sleep(wait);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    private Answer answerTo(HttpRequest request) throws PassingFaultException {
        HttpResponse<String> response = exchange(request);
        Answer answer = new Answer(
                response.statusCode(),
                response.body(),
                response.headers().firstValue("Idempotency-Replayed").isPresent());
        if (STATUSES_THAT_PASS_BY.contains(answer.status())) {
            throw new PassingFaultException(answer.problem(), retryAfter(response));
        }
        if (answer.status() == 401) {
            throw new ImportStoppedException(base + " does not know the key in " + key.variable() + ".");
        }
        if (answer.status() == 403) {
            throw new ImportStoppedException("The key in " + key.variable() + " may not " + request.method() + " "
                    + request.uri().getPath() + ": " + answer.problem());
        }
        return answer;
    }

    private HttpResponse<String> exchange(HttpRequest request) throws PassingFaultException {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (HttpTimeoutException e) {
            throw new PassingFaultException("no answer in time", Duration.ZERO);
        } catch (ConnectException e) {
            throw new PassingFaultException("no connection", Duration.ZERO);
        } catch (IOException e) {
            String reason = Objects.requireNonNullElse(e.getMessage(), "closed");
            throw new PassingFaultException("connection lost (" + reason + ")", Duration.ZERO);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void sleep(Duration wait) {
        try {
            timing.sleep(wait);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static ImportStoppedException interrupted() {
        Thread.currentThread().interrupt();
        return ImportStoppedException.forNow("Interrupted.");
    }

    private static Duration retryAfter(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> SECONDS.matcher(value).matches())
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(Duration.ZERO);
    }
}
