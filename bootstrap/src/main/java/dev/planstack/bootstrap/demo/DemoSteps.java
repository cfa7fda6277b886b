package dev.planstack.bootstrap.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** Plays the requests that fill the demo, over the same API that everybody uses. */
final class DemoSteps {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final int WEEKDAYS_TO_WEEKENDS = 3;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String key;

    DemoSteps(String url, String key) {
        this.url = url;
        this.key = key;
    }

    /** Plays what the resource {@code demo/steps.json} lists. */
    void playAll() throws IOException, InterruptedException {
        try (InputStream steps = DemoSteps.class.getResourceAsStream("/demo/steps.json")) {
            for (JsonNode step : JSON.readTree(steps)) {
                if (step.has("live")) {
                    live(step.get("live"));
                } else {
                    play(step.get("do").asText(), step.get("body").toString());
                }
            }
        }
    }

    /**
     * Lets hours pass, each with usage: {@code usage} names accounts and meters, each with what is used in an hour of the day, from 0 to 23, in
     * hundredths of a unit; on weekends a third of it.
     */
    private void live(JsonNode life) throws IOException, InterruptedException {
        Instant until = Instant.parse(life.get("until").asText());
        for (Instant hour = Instant.parse(life.get("from").asText());
                hour.isBefore(until);
                hour = hour.plus(1, ChronoUnit.HOURS)) {
            ArrayNode records = JSON.createArrayNode();
            for (JsonNode use : life.get("usage")) {
                records.add(record(use, hour));
            }
            // the clock goes first: usage cannot lie ahead of it
            play("PUT /v1/clock", "{\"now\": \"" + hour.plus(HALF_AN_HOUR) + "\"}");
            play("POST /v1/usage?results=none", records.toString());
        }
    }

    private static ObjectNode record(JsonNode use, Instant hour) {
        ZonedDateTime at = hour.plus(HALF_AN_HOUR).atZone(ZoneOffset.UTC);
        long hundredths = use.get("hundredths").get(at.getHour()).asLong();
        boolean weekend = at.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue();
        return JSON.createObjectNode()
                .put("id", use.get("account").asText() + "-" + use.get("meter").asText() + "-" + hour)
                .put("account", use.get("account").asText())
                .put("meter", use.get("meter").asText())
                .put(
                        "quantity",
                        BigDecimal.valueOf(weekend ? hundredths / WEEKDAYS_TO_WEEKENDS : hundredths, 2)
                                .toPlainString())
                .put("occurredAt", at.toInstant().toString());
    }

    /** Plays one request, for example {@code PUT /v1/clock} with a body. */
    void play(String request, String body) throws IOException, InterruptedException {
        String[] methodAndPath = request.split(" ", 2);
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(url + methodAndPath[1]))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .method(methodAndPath[0], BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    request + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
    }
}
