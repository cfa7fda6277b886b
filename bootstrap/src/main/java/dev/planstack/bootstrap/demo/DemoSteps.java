package dev.planstack.bootstrap.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Plays the requests that fill the demo, over the same API that everybody uses. */
final class DemoSteps {

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
            for (JsonNode step : new ObjectMapper().readTree(steps)) {
                play(step.get("do").asText(), step.get("body").toString());
            }
        }
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
