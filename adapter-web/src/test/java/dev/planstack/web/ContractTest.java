package dev.planstack.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.planstack.domain.shared.EventType;
import dev.planstack.web.shared.ProblemTexts;
import dev.planstack.web.shared.ProblemType;
import dev.planstack.web.shared.Resources;
import dev.planstack.web.shared.Routes;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The API document says what the server does, and the other way around. */
class ContractTest {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private final JsonNode document = document();
    private final List<Routes.Route> routes =
            WebServer.routes(TestServer.NONE, TestServer.settings(true)).all().stream()
                    .filter(route -> route.kind() != Routes.Kind.ASSET)
                    .toList();

    private static JsonNode document() {
        try {
            return new ObjectMapper().readTree(ApiDocument.json());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    @Test
    void isAValidDocument() {
        assertThat(new OpenAPIV3Parser().readContents(ApiDocument.json()).getMessages())
                .isEmpty();
    }

    @Test
    void everyRouteIsDocumentedAndEveryOperationIsThere() {
        Set<String> documented = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (METHODS.contains(method)) {
                        documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        assertThat(routes.stream().map(r -> r.method() + " " + r.path()))
                .hasSizeGreaterThan(30)
                .containsExactlyInAnyOrderElementsOf(documented);
    }

    @Test
    void everyRouteTakesTheQueryParametersThatAreDocumented() {
        for (Routes.Route route : routes) {
            JsonNode operation =
                    document.get("paths").get(route.path()).get(route.method().toLowerCase(Locale.ROOT));
            Set<String> documented = new TreeSet<>();
            operation.path("parameters").forEach(parameter -> {
                JsonNode p = resolved(parameter);
                if (p.get("in").asText().equals("query")) {
                    documented.add(p.get("name").asText());
                }
            });
            assertThat(route.query())
                    .as(route.method() + " " + route.path())
                    .containsExactlyInAnyOrderElementsOf(documented);
        }
    }

    @Test
    void everyRouteNeedsAKeyUnlessItIsDocumentedAsPublic() {
        for (Routes.Route route : routes) {
            JsonNode operation =
                    document.get("paths").get(route.path()).get(route.method().toLowerCase(Locale.ROOT));
            boolean open =
                    operation.has("security") && operation.get("security").isEmpty();
            assertThat(route.kind() == Routes.Kind.PUBLIC).as(route.path()).isEqualTo(open);
            assertThat(operation.get("responses").has("401")).as(route.path()).isEqualTo(!open);
        }
    }

    @Test
    void problemPagesAndTypesAndDocumentAgree() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Resources.open("/problems/problems.properties")) {
            properties.load(in);
        }
        Set<String> described = properties.stringPropertyNames().stream()
                .map(name -> name.substring(0, name.indexOf('.')))
                .collect(Collectors.toSet());
        List<String> types =
                Arrays.stream(ProblemType.values()).map(ProblemType::code).toList();
        assertThat(described).containsExactlyInAnyOrderElementsOf(types);

        List<String> documented = new ArrayList<>();
        document.at("/components/schemas/Problem/properties/type/enum").forEach(t -> documented.add(t.asText()));
        List<String> all =
                new ArrayList<>(types.stream().map(t -> "/problems/" + t).toList());
        all.add("about:blank");
        assertThat(documented).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void everyProblemOfAnExampleIsKnown() {
        List<JsonNode> examples = new ArrayList<>();
        document.findValues("value").stream()
                .filter(value -> value.path("type").asText().startsWith("/problems/"))
                .forEach(examples::add);
        assertThat(examples).hasSizeGreaterThan(25);
        for (JsonNode example : examples) {
            ProblemType type = Arrays.stream(ProblemType.values())
                    .filter(t -> example.get("type").asText().equals("/problems/" + t.code()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("unknown: " + example));
            assertThat(example.get("title").asText())
                    .isEqualTo(ProblemTexts.of(type).title());
            if (type != ProblemType.TOO_LARGE) {
                assertThat(example.get("status").asInt())
                        .isEqualTo(ProblemTexts.of(type).status());
            }
        }
    }

    @Test
    void eventTypesAreThoseThatThereAre() {
        List<String> documented = new ArrayList<>();
        document.at("/components/schemas/EventType/enum").forEach(t -> documented.add(t.asText()));
        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(EventType.values()).map(EventType::code).toList());
    }
}
