package dev.planstack.bootstrap.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Holds every answer against the OpenAPI document that the service publishes. */
final class ApiContract {

    private static final String BASE = "https://planstack.example/openapi";
    private static final ApiContract INSTANCE = new ApiContract();

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

    private record PathPattern(String template, Pattern pattern) {}

    private final JsonNode document;
    private final SchemaRegistry registry;
    private final List<PathPattern> paths;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private ApiContract() {
        try (InputStream yaml = ApiContract.class.getResourceAsStream("/openapi/openapi.yaml")) {
            document = new YAMLMapper().readTree(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String json = JsonMapper.shared().writeValueAsString(document);
        registry = SchemaRegistry.withDialect(Dialects.getOpenApi31(), builder -> builder.schemas(Map.of(BASE, json)));
        paths = document.get("paths").propertyNames().stream()
                // what is written out comes before what has a parameter
                .sorted((a, b) -> Boolean.compare(a.contains("{"), b.contains("{")))
                .map(template -> new PathPattern(
                        template, Pattern.compile("\\Q" + template.replaceAll("\\{[^}]+}", "\\\\E[^/]+\\\\Q") + "\\E")))
                .toList();
    }

    static ApiContract instance() {
        return INSTANCE;
    }

    /** All operations, as {@code GET /v1/meters}. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.get("paths")
                .propertyNames()
                .forEach(path -> document.get("paths").get(path).propertyNames().forEach(method -> {
                    if (METHODS.contains(method)) {
                        operations.add(method.toUpperCase(Locale.ROOT) + " " + path);
                    }
                }));
        return operations;
    }

    /** The example bodies that an operation takes. */
    List<String> bodies(String operation) {
        String[] methodAndPath = operation.split(" ", 2);
        JsonNode content = document.get("paths")
                .get(methodAndPath[1])
                .get(methodAndPath[0].toLowerCase(Locale.ROOT))
                .path("requestBody")
                .path("content")
                .path("application/json");
        return content.path("examples").values().stream()
                .map(example -> followed(example).get("value").toString())
                .toList();
    }

    /** Fails unless the answer is one that the document promises for this request. */
    void check(String method, String pathAndQuery, Answer answer) {
        String path = pathAndQuery.split("\\?", 2)[0];
        String what = method + " " + path + " answered " + answer.status() + " " + answer.text();
        JsonNode operation = paths.stream()
                .filter(p -> p.pattern().matcher(path).matches())
                .findFirst()
                .map(p -> document.get("paths").get(p.template()))
                .orElse(null);
        if (operation == null) {
            problem(what, answer, 404, 401, Set.of("/problems/not-found", "/problems/unauthorized"));
            return;
        }
        JsonNode described = operation.get(method.toLowerCase(Locale.ROOT));
        if (described == null) {
            problem(what, answer, 405, 401, Set.of("/problems/method-not-allowed", "/problems/unauthorized"));
            return;
        }
        JsonNode response = followed(described.get("responses").get(String.valueOf(answer.status())));
        assertThat(response).as("status is documented: %s", what).isNotNull();
        body(what, response, answer);
    }

    private void body(String what, JsonNode response, Answer answer) {
        JsonNode content = response.get("content");
        if (content == null) {
            assertThat(answer.text()).as(what).isEmpty();
            return;
        }
        JsonNode media = content.get(answer.mediaType());
        assertThat(media)
                .as("media type %s is documented: %s", answer.mediaType(), what)
                .isNotNull();
        if (answer.mediaType().equals("application/problem+json")) {
            problem(what, answer, answer.status(), answer.status(), typesOf(media));
        } else if (media.has("schema") && media.get("schema").has("$ref")) {
            valid(what, media.get("schema").get("$ref").asString(), answer);
        }
    }

    private Set<String> typesOf(JsonNode media) {
        Set<String> types = new TreeSet<>();
        for (JsonNode example : media.get("examples")) {
            types.add(followed(example).get("value").get("type").asString());
        }
        return types;
    }

    private void problem(String what, Answer answer, int status, int orStatus, Set<String> types) {
        assertThat(answer.status()).as(what).isIn(status, orStatus);
        assertThat(answer.mediaType()).as(what).isEqualTo("application/problem+json");
        valid(what, "#/components/schemas/Problem", answer);
        assertThat(answer.json().get("status").asInt()).as(what).isEqualTo(answer.status());
        assertThat(types)
                .as("type of problem is documented: %s", what)
                .contains(answer.json().get("type").asText());
    }

    private void valid(String what, String reference, Answer answer) {
        Schema schema = schemas.computeIfAbsent(reference, ref -> registry.getSchema(SchemaLocation.of(BASE + ref)));
        var errors = schema.validate(
                answer.text(),
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        assertThat(errors).as(what).isEmpty();
    }

    private JsonNode followed(JsonNode node) {
        return node != null && node.has("$ref")
                ? document.at(node.get("$ref").asString().substring(1))
                : node;
    }
}
